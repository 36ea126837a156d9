import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import type { FileCalls } from '../../vfs/types';
import { ConfigError, type Directive } from '../services/directive';
import { directiveModules, sectionNames } from './directives';

/** A configuration that was read. */
export interface Configuration {
  readonly directives: readonly Directive[];
  /** Names of loaded modules (`mime_module`). */
  readonly modules: readonly string[];
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** Lines without comments, those that end in a backslash joined with the next. */
function logicalLines(text: string): Line[] {
  const lines: Line[] = [];
  let begun = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const whole = begun + raw.replace(/\r$/, '');
    if (whole.endsWith('\\')) {
      begun = whole.slice(0, -1);
      continue;
    }
    begun = '';
    const trimmed = whole.trim();
    if (trimmed !== '' && !trimmed.startsWith('#')) lines.push({ text: trimmed, number: index + 1 });
  }
  return lines;
}

/** Words of a line; quotes hold words together. */
function splitWords(text: string): string[] {
  return [...text.matchAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|(\S+)/g)].map((match) => match[1]?.replaceAll(/\\(["\\])/g, '$1') ?? match[2] ?? match[3] ?? '');
}

/** At the line of a file, as httpd says where something is wrong that it found while it ran the directive. */
export const syntaxError = ({ file, line }: { file: string; line: number }, what: string) => new ConfigError(`AH00526: Syntax error on line ${line} of ${file}:\n${what}`);

/** Reads the configuration with what it includes, and refuses what no loaded module knows. Throws {@link ConfigError}. */
export function readConfiguration(process: Process, path: string, root: string, defined: readonly string[]): Configuration {
  const { files } = process;
  const modules = ['core_module', 'so_module', 'http_module', 'mpm_event_module'];
  const variables = new Map<string, string>(defined.map((name) => [name, '']));
  let serverRoot = root;
  const under = (name: string) => (name.startsWith('/') ? name : `${serverRoot}/${name}`);

  function readFile(file: string): string {
    try {
      return files.readText(file);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new ConfigError(`Could not open configuration file ${file}: ${error.message}`);
    }
  }

  function include(pattern: string, optional: boolean): Directive[] {
    const full = under(pattern);
    const names = full.includes('*') ? matching(full) : [files.exists(full) && files.stat(full).kind === 'directory' ? `${full}/*` : full];
    return names.flatMap((name) => (name.endsWith('/*') ? matching(name) : [name])).flatMap((name) => (optional && !files.exists(name) ? [] : readLines(name)));
  }

  function matching(pattern: string): string[] {
    const slash = pattern.lastIndexOf('/');
    const directory = pattern.slice(0, slash);
    if (!files.exists(directory)) return [];
    const expression = new RegExp(`^${pattern.slice(slash + 1).replaceAll(/[.+^$()|[\]{}]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
    return files.readDirectory(directory).map((entry) => entry.name).filter((name) => expression.test(name)).sort().map((name) => `${directory}/${name}`);
  }

  function readLines(file: string): Directive[] {
    const lines = logicalLines(readFile(file));
    let at = 0;
    function block(section: { name: string; line: number } | undefined): Directive[] {
      const found: Directive[] = [];
      for (;;) {
        const line = lines[at++];
        if (!line) {
          if (section) throw new ConfigError(`Syntax error on line ${lines.at(-1)?.number ?? 1} of ${file}: ${file}:${section.line}: <${section.name}> was not closed.`);
          return found;
        }
        const place = { file, line: line.number };
        const text = line.text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => variables.get(name) ?? process.env.get(name) ?? whole);
        const closing = /^<\/(\w+)>$/.exec(text);
        if (closing) {
          if (section?.name.toLowerCase() !== closing[1]?.toLowerCase()) throw syntaxError(place, section ? `Expected </${section.name}> but saw </${closing[1]}>` : `</${closing[1]}> without matching <${closing[1]}> section`);
          return found;
        }
        if (text.startsWith('<')) {
          const opening = /^<(\w+)\s*(.*)>$/.exec(text);
          if (!opening) throw syntaxError(place, `${text.split(/\s/)[0]}> directive missing closing '>'`);
          const [, name = '', rest = ''] = opening;
          if (!sectionNames.has(name.toLowerCase())) throw syntaxError(place, `Invalid command '<${name}', perhaps misspelled or defined by a module not included in the server configuration`);
          const args = splitWords(rest);
          if (/^if(module|define)$/i.test(name)) {
            const from = at;
            const wanted = (args[0] ?? '').replace(/^!/, '');
            const holds = /^ifmodule$/i.test(name) ? modules.includes(wanted.replace(/^mod_(.*)\.c$/, '$1_module')) : variables.has(wanted);
            if (holds !== (args[0] ?? '').startsWith('!')) found.push(...block({ name, line: line.number }));
            else at = skip(from, name, line.number);
          } else found.push({ name: name.toLowerCase(), args, block: block({ name, line: line.number }), ...place });
          continue;
        }
        const [name = '', ...args] = splitWords(text);
        const lower = name.toLowerCase();
        if (lower === 'include' || lower === 'includeoptional') {
          try {
            found.push(...include(args[0] ?? '', lower === 'includeoptional'));
          } catch (error) {
            if (!(error instanceof ConfigError) || error.message.startsWith('AH00526')) throw error;
            throw new ConfigError(`Syntax error on line ${line.number} of ${file}: ${error.message}`);
          }
          continue;
        }
        if (lower === 'loadmodule') {
          const library = under(args[1] ?? '');
          if (!files.exists(library)) throw new ConfigError(`Syntax error on line ${line.number} of ${file}: Cannot load ${args[1]} into server: ${library}: cannot open shared object file: No such file or directory`);
          if (!modules.includes(args[0] ?? '')) modules.push(args[0] ?? '');
          continue;
        }
        if (lower === 'define') variables.set(args[0] ?? '', args[1] ?? '');
        const module = directiveModules.get(lower);
        if (module === undefined || !modules.includes(module)) throw syntaxError(place, `Invalid command '${name}', perhaps misspelled or defined by a module not included in the server configuration`);
        if (args.length === 0) throw syntaxError(place, `${name} requires an argument`);
        if (lower === 'serverroot') {
          if (!files.exists(args[0] ?? '')) throw syntaxError(place, 'ServerRoot must be a valid directory');
          serverRoot = args[0] ?? serverRoot;
        }
        found.push({ name: lower, args, block: undefined, ...place });
      }
    }
    /** Behind the end of a section that does not hold, which begins at `from`. */
    function skip(from: number, name: string, line: number): number {
      let depth = 1;
      for (let next = from; next < lines.length; next++) {
        const { text = '' } = lines[next] ?? {};
        if (text.toLowerCase().startsWith(`<${name.toLowerCase()}`)) depth++;
        else if (text.toLowerCase() === `</${name.toLowerCase()}>`) depth--;
        if (depth === 0) return next + 1;
      }
      throw new ConfigError(`Syntax error on line ${lines.at(-1)?.number ?? 1} of ${file}: ${file}:${line}: <${name}> was not closed.`);
    }
    return block(undefined);
  }

  const directives = readLines(path);
  checkPlaces(files, directives, under);
  return { directives, modules };
}

/** What must be there before the server starts. */
function checkPlaces(files: FileCalls, directives: readonly Directive[], under: (path: string) => string): void {
  for (const one of directives) {
    if (one.block) checkPlaces(files, one.block, under);
    const [first = ''] = one.args;
    if (one.name === 'documentroot' && !(files.exists(under(first)) && files.stat(under(first)).kind === 'directory')) throw syntaxError(one, `DocumentRoot '${first}' is not a directory, or is not readable`);
    if (one.name === 'listen' && !/^(?:.*:)?\d{1,5}$/.test(first)) throw syntaxError(one, 'Port must be specified');
  }
}
