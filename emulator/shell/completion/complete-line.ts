import { backslashQuote, singleQuote } from '../expand/quote';
import { expandTilde } from '../expand/tilde';
import type { Candidate, Completer } from '../line-editor/completer';
import type { Shell } from '../state/shell';
import { drive } from '../state/step';
import { candidatesFor, fileNames } from './candidates';
import type { CompletionSource } from './types';
import { wordsAtCursor } from './word-at-cursor';
import type { CursorWords } from './word-at-cursor';

/** Completion as bash does it: commands, variables, users, what `complete` or a {@link CompletionSource} knows of the command, else files. */
export function createCompleter(shell: Shell, sources: CompletionSource): Completer {
  return async (line, cursor) => {
    const found = wordsAtCursor(line, cursor);
    const word = found.words[found.words.length - 1] ?? '';
    const variable = found.quote === "'" ? undefined : /\$(\{?)([A-Za-z_][A-Za-z0-9_]*|)$/.exec(line.slice(found.start, cursor));
    if (variable) {
      const [whole, brace = '', name = ''] = variable;
      const head = `$${brace}`;
      return {
        start: cursor - whole.length,
        candidates: candidatesFor(shell, 'variable', name).map((candidate) => ({
          text: head + candidate + (brace ? '}' : ''),
          display: candidate,
          suffix: ' ',
        })),
      };
    }
    if (word.startsWith('~') && !word.includes('/')) {
      return {
        start: found.start,
        candidates: candidatesFor(shell, 'user', word.slice(1)).map((name) => ({ text: `~${name}`, display: `~${name}/`, suffix: '/' })),
      };
    }
    const names = found.redirection ? files(shell, word) : await byPosition(shell, sources, found, word);
    return { start: found.start + (names.offset ?? 0), candidates: names.list.map((name) => candidate(name, found, names)) };
  };
}

interface Found {
  readonly list: readonly string[];
  /** They are paths: shown without their directory, and quoted. */
  readonly paths: boolean;
  /** The candidates replace only what follows so many letters of the word (behind `--file=`). */
  readonly offset?: number;
}

function files(shell: Shell, word: string): Found {
  if (!word.startsWith('~')) return { list: fileNames(shell, word), paths: true };
  const slash = word.indexOf('/');
  const prefix = word.slice(0, slash);
  const home = expandTilde(prefix, shell) ?? prefix;
  return { list: fileNames(shell, home + word.slice(slash)).map((path) => prefix + path.slice(home.length)), paths: true };
}

async function byPosition(shell: Shell, sources: CompletionSource, found: CursorWords, word: string): Promise<Found> {
  const { words } = found;
  if (words.length === 1) {
    if (!word.includes('/')) return { list: candidatesFor(shell, 'command', word), paths: false };
    const { list } = files(shell, word);
    return { list: list.filter((path) => path.endsWith('/') || executable(shell, path)), paths: true };
  }
  const name = (words[0] as string).replace(/^.*\//, '');
  const known = (await fromRule(shell, words, word)) ?? (await fromSource(shell, sources, name, words));
  if (known && known.length > 0) return { list: known, paths: known.some((entry) => entry.endsWith('/')) && known.every((entry) => entry.startsWith(word)) };
  if (name === 'cd' || name === 'pushd' || name === 'rmdir') return { list: files(shell, word).list.filter((path) => path.endsWith('/')), paths: true };
  const actions: Record<string, string> = {
    export: 'variable',
    unset: 'variable',
    local: 'variable',
    readonly: 'variable',
    declare: 'variable',
    type: 'command',
    which: 'command',
    command: 'command',
    man: 'command',
    sudo: 'command',
    exec: 'command',
    env: 'command',
    help: 'builtin',
    builtin: 'builtin',
    alias: 'alias',
    unalias: 'alias',
    shopt: 'shopt',
    su: 'user',
    id: 'user',
  };
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action && !word.startsWith('-') && !word.includes('/')) {
    if ((name === 'sudo' || name === 'exec' || name === 'env' || name === 'command') && words.length > 2)
      return await byPosition(shell, sources, { ...found, words: words.slice(1) }, word);
    const list = candidatesFor(shell, action, word);
    if (list.length > 0) return { list, paths: false };
  }
  if (/^(fg|bg|kill|wait|disown|jobs)$/.test(name) && word.startsWith('%')) return { list: shell.jobs.list().map((job) => `%${job.number}`), paths: false };
  const assigned = /^(--?[A-Za-z-]+=|[A-Za-z_]\w*=)(.*)$/s.exec(word);
  if (assigned) return { ...files(shell, assigned[2] as string), offset: (assigned[1] as string).length };
  return files(shell, word);
}

/** Whether a path in a command's place can be run. */
function executable(shell: Shell, path: string): boolean {
  try {
    return shell.process.files.access(path, { execute: true });
  } catch {
    return false;
  }
}

/** What `complete -W` or `complete -F` says. */
async function fromRule(shell: Shell, words: readonly string[], word: string): Promise<readonly string[] | undefined> {
  const rule = shell.completions.get(words[0] as string);
  if (!rule) return undefined;
  const list = [...rule.words.filter((entry) => entry.startsWith(word)), ...rule.actions.flatMap((action) => candidatesFor(shell, action, word))];
  const definition = rule.function === undefined ? undefined : shell.functions.get(rule.function);
  if (!definition) return list;
  const { variables } = shell;
  variables.setValue('COMP_WORDS', [...words]);
  variables.set('COMP_CWORD', String(words.length - 1));
  variables.set('COMP_LINE', words.join(' '));
  variables.set('COMP_POINT', String(words.join(' ').length));
  variables.setValue('COMPREPLY', []);
  const { status } = shell;
  await drive(shell.engine.callFunction(shell, definition, [rule.function as string, words[0] as string, word, words[words.length - 2] ?? '']));
  shell.status = status;
  const reply = variables.find('COMPREPLY')?.value;
  return Array.isArray(reply) ? [...list, ...reply.filter((entry) => entry !== undefined)] : list;
}

async function fromSource(shell: Shell, sources: CompletionSource, name: string, words: readonly string[]): Promise<readonly string[] | undefined> {
  const load = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (!load) return undefined;
  const complete = await shell.process.until(load());
  return await complete(words, words.length - 1, shell.process);
}

function candidate(name: string, found: CursorWords, { paths, offset }: Found): Candidate {
  const open = /[/=]$/.test(name);
  const display = paths ? name.replace(/^.*\/(?=[^/]+\/?$)/, '') : name;
  if (found.quote !== '' && offset === undefined) {
    const text = found.quote === "'" ? singleQuote(name).slice(0, -1) : `"${name.replace(/["\\$`]/g, '\\$&')}`;
    return { text, display, suffix: open ? '' : `${found.quote} ` };
  }
  const tilde = paths && name.startsWith('~') ? (/^~[^/]*/.exec(name)?.[0] ?? '') : '';
  return { text: tilde + (name.length > tilde.length ? quoteName(name.slice(tilde.length)) : ''), display, suffix: open ? '' : ' ' };
}

/** As {@link backslashQuote}, but a comma, an equals sign and the like stay. */
function quoteName(name: string): string {
  return backslashQuote(name).replace(/\\([,^!{}])/g, '$1');
}
