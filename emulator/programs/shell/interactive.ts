import { later } from '../../kernel/later';
import type { Terminal } from '../../process/terminal';
import { loadHistory, saveHistory } from '../../shell/state/history-file';
import type { Completer } from '../../shell/line-editor/completer';
import { expandPromptText } from '../../shell/expand/word';
import { runParsed } from '../../shell/interpret/engine';
import { takeTerminal } from '../../shell/interpret/launch';
import { readLine } from '../../shell/interpret/read-line';
import { reportFailure } from '../../shell/interpret/report-failure';
import { runStatement } from '../../shell/interpret/run';
import { handlePending } from '../../shell/interpret/trap';
import { notifyJobs } from '../../shell/interpret/wait';
import { LineEditor } from '../../shell/line-editor/line-editor';
import type { EditedLine } from '../../shell/line-editor/line-editor';
import { isUnfinished } from '../../shell/parser/incomplete';
import { parseSource } from '../../shell/parser/parse';
import { ExitShell, Interrupted } from '../../shell/state/control';
import type { Shell } from '../../shell/state/shell';
import type { Step } from '../../shell/state/step';
import { wait } from '../../shell/state/step';
import { completionSources } from './completion-sources';
import { createMarks } from './marks';
import { runFileIfThere } from './startup-files';

/** The prompt loop of an interactive shell. */
export function* runInteractive(shell: Shell): Step<number> {
  const { process, flavour } = shell;
  const marks = createMarks(shell);
  const terminal = process.terminal(0);
  const editor = terminal && flavour !== 'dash' && shell.variables.get('TERM') !== 'dumb' ? new LineEditor(process, 0, 2, terminal) : undefined;
  const completer = createCompleter(shell);
  if (shell.options.has('monitor')) becomeForeground(shell);
  if (flavour === 'bash') loadHistory(shell);
  try {
    for (;;) {
      yield* beforePrompt(shell, terminal);
      const command = yield* readCommand(shell, marks, function* (prompt) {
        if (!editor) return yield* readPlain(shell, prompt);
        return yield* wait(editor.read({ prompt, history: shell.history.all(), completer }));
      });
      if (command === 'end') {
        if (shell.options.has('ignoreeof')) {
          yield* shell.writeError(`Use "${shell.login ? 'logout' : 'exit'}" to leave the shell.\n`);
          continue;
        }
        if (flavour === 'bash') yield* shell.writeError(shell.login ? 'logout\n' : 'exit\n');
        else yield* shell.writeError('\n');
        return shell.status;
      }
      if (command === undefined) continue;
      yield* shell.write(2, marks.outputStart());
      yield* runLine(shell, command.text);
      yield* shell.write(2, marks.finished(shell.status));
    }
  } finally {
    if (flavour === 'bash') {
      saveHistory(shell);
      if (shell.login) yield* runFileIfThere(shell, `${shell.variables.get('HOME') ?? ''}/.bash_logout`);
    }
  }
}

/** Completion, loaded at the first Tab. */
function createCompleter(shell: Shell): Completer {
  const load = later(async () => (await import('../../shell/completion/complete-line')).createCompleter(shell, completionSources));
  return async (line, cursor) => (await load())(line, cursor);
}

/** A shell with job control leads a process group of its own, in the foreground. */
function becomeForeground(shell: Shell): void {
  const { process } = shell;
  if (process.group !== process.pid && process.session !== process.pid) process.setGroup(0, 0);
  takeTerminal(process, process.group);
}

function* beforePrompt(shell: Shell, terminal: Terminal | undefined): Step<void> {
  yield* notifyJobs(shell);
  if (terminal && shell.options.shell('checkwinsize') && shell.flavour === 'bash') {
    shell.variables.set('COLUMNS', String(terminal.size.columns));
    shell.variables.set('LINES', String(terminal.size.rows));
  }
  const size = shell.variables.get('HISTSIZE');
  shell.history.limit = size === undefined || !/^\d+$/.test(size) ? undefined : Number(size);
  const commands = shell.variables.find('PROMPT_COMMAND')?.value;
  const list = Array.isArray(commands) ? commands : typeof commands === 'string' ? [commands] : [];
  const { status, pipeStatus } = shell;
  for (const command of list) {
    try {
      yield* shell.engine.runText(shell, command);
    } catch (error) {
      if (error instanceof ExitShell) throw error;
      if (!(error instanceof Interrupted) && (yield* reportFailure(shell, error)) === undefined) throw error;
    }
  }
  shell.status = status;
  shell.pipeStatus = pipeStatus;
}

/** Without a line editor: the prompt on standard error, and a plain read. */
function* readPlain(shell: Shell, prompt: string): Step<EditedLine> {
  yield* shell.writeError(prompt.replace(/[\x01\x02]/g, ''));
  try {
    const text = yield* readLine(shell, 0);
    return text === undefined ? { kind: 'end' } : { kind: 'line', text };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return { kind: 'interrupt' };
  }
}

type Ask = (prompt: string) => Step<EditedLine>;

/** Asks until a command is complete. Undefined: nothing to do (an empty line, Ctrl-C, an unknown `!event`). */
function* readCommand(shell: Shell, marks: ReturnType<typeof createMarks>, ask: Ask): Step<{ text: string } | 'end' | undefined> {
  const primary = yield* expandPromptText(shell.variables.get('PS1') ?? '', shell);
  let text = '';
  for (;;) {
    const prompt = text === '' ? `${marks.promptStart()}${primary}${marks.commandStart()}` : yield* expandPromptText(shell.variables.get('PS2') ?? '', shell);
    const answer = yield* ask(prompt);
    if (answer.kind === 'interrupt') {
      shell.status = 130;
      yield* shell.write(2, marks.finished(130));
      shell.interrupted = false;
      if (shell.traps.get('INT')) {
        shell.pendingTraps.push('INT');
        yield* handlePending(shell);
      }
      return undefined;
    }
    if (answer.kind === 'end') {
      if (text === '') return 'end';
      // The command ends here, as if that was all of the input: bash complains about its syntax.
      return { text };
    }
    let line = answer.text;
    if (shell.options.has('histexpand') && /[!^]/.test(line) && !insideHereDocument(text)) {
      const { expandHistory } = yield* wait(shell.process.until(import('../../shell/line-editor/history-expansion')));
      const expanded = expandHistory(line, shell.history.all(), shell.history.firstNumber());
      if ('missing' in expanded) {
        yield* shell.writeError(
          `${shell.name}: ${expanded.missing}${expanded.missing.includes('bad word') ? '' : expanded.missing.startsWith(':s') ? ': substitution failed' : ': event not found'}\n`,
        );
        return undefined;
      }
      if (expanded.changed) {
        yield* shell.writeError(`${expanded.text}\n`);
        line = expanded.text;
        if (expanded.printOnly) {
          remember(shell, line, text);
          return undefined;
        }
      }
    }
    remember(shell, line, text);
    text += `${line}\n`;
    if (text.trim() === '') return undefined;
    if (!isUnfinished(text)) return { text };
  }
}

/** Puts a line into the history; the lines of one command become one entry. */
function remember(shell: Shell, line: string, before: string): void {
  if (!shell.options.has('history') || line.trim() === '') return;
  const { history } = shell;
  const all = history.all();
  if (before !== '') {
    const joint = /(<<|\\\n)/.test(before) || /[;&|({]\s*$|(^|\s)(do|then|else|in)\s*$/.test(before.trimEnd()) ? (/<</.test(before) ? '\n' : ' ') : '; ';
    history.replaceLast(`${all[all.length - 1] ?? ''}${unquoted(before) ? joint : '\n'}${line}`);
    return;
  }
  const control = (shell.variables.get('HISTCONTROL') ?? '').split(':');
  if ((control.includes('ignorespace') || control.includes('ignoreboth')) && line.startsWith(' ')) return;
  if ((control.includes('ignoredups') || control.includes('ignoreboth')) && all[all.length - 1] === line) return;
  const ignore = shell.variables.get('HISTIGNORE');
  if (ignore && ignore.split(':').some((pattern) => shell.pattern(pattern).matches(line))) return;
  history.add(line);
}

/** The lines of a here-document are not looked through for `!`. */
function insideHereDocument(text: string): boolean {
  return text.includes('<<') && parseSource(text).openHereDocuments.length > 0;
}

/** Whether the text ends outside of quotes. */
function unquoted(text: string): boolean {
  const plain = text.replace(/\\./g, '');
  const double = (plain.replace(/'[^']*'/g, '').match(/"/g) ?? []).length;
  const single = (plain.replace(/"[^"]*"/g, '').match(/'/g) ?? []).length;
  return double % 2 === 0 && single % 2 === 0;
}

/** Runs what was typed; errors and Ctrl-C lead back to the prompt. */
function* runLine(shell: Shell, text: string): Step<void> {
  shell.line = 1;
  try {
    yield* runParsed(shell, text, 1, undefined, function* (statement) {
      shell.commandNumber++;
      return yield* runStatement(shell, statement);
    });
  } catch (error) {
    if (error instanceof Interrupted) {
      shell.status = 130;
      yield* shell.writeError('\n');
    } else if (error instanceof Error && error.name === 'ReturnFrom') shell.status = 1;
    else {
      const status = yield* reportFailure(shell, error);
      if (status === undefined) throw error;
      shell.status = status;
    }
    shell.errexitGuard = 0;
    shell.loopDepth = 0;
  }
}
