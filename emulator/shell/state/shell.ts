import { encode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import type { ArithmeticVariables } from '../arithmetic/evaluate';
import type { CompletionRule } from '../completion/rule';
import { compilePattern } from '../expand/pattern';
import type { Pattern } from '../expand/pattern';
import { printFunction } from '../parser/print';
import type { Command, FunctionDefinition, Script, SimpleCommand } from '../parser/tree';
import { History } from './history';
import { JobTable } from './jobs';
import type { Flavour, Messages } from './messages';
import { messagesOf } from './messages';
import { Options } from './options';
import type { Step } from './step';
import { Variables } from './variables';

/** What the state's users need of the interpreter; it is put in when a shell is made, so that expansion and builtins need not import it. */
export interface Engine {
  /** `$(…)`: what it prints, without the newlines at its end. */
  substitute(shell: Shell, body: Script, broken?: string): Step<string>;
  /** `<(…)`: a path. */
  processSubstitution(shell: Shell, body: Script, operator: '<' | '>'): Step<string>;
  runScript(shell: Shell, script: Script): Step<number>;
  /** `last`: nothing comes after it in this process, so that a program may take the process over. */
  runCommand(shell: Shell, command: Command, last?: boolean): Step<number>;
  /** Parses and runs text in this shell: eval, source, traps. */
  runText(shell: Shell, text: string, options?: { firstLine?: number; name?: string }): Step<number>;
  /** Runs a command by its words: `builtin`, `command`, xargs-like uses. */
  runWords(shell: Shell, words: readonly string[], options?: { skipFunctions?: boolean; onlyBuiltins?: boolean; defaultPath?: boolean }): Step<number>;
  /** Names of the builtins that this shell has. */
  builtinNames(shell: Shell): string[];
  /** Calls a shell function (completion, prompts). */
  callFunction(shell: Shell, definition: FunctionDefinition, words: readonly string[]): Step<number>;
}

/** One level of `FUNCNAME`, `BASH_SOURCE`, `BASH_LINENO`, `caller`. */
export interface CallFrame {
  readonly name: string;
  readonly source: string;
  /** The line of the call. */
  readonly line: number;
}

/** A shell's whole state. A subshell is a copy of it in a process of its own. */
export class Shell {
  variables = new Variables();
  options = new Options();
  functions = new Map<string, FunctionDefinition>();
  readonlyFunctions = new Set<string>();
  exportedFunctions = new Set<string>();
  /** The file that defined a function, for messages. */
  functionSources = new Map<string, string>();
  aliases = new Map<string, string>();
  /** `$1`… */
  positional: string[] = [];
  /** `$?` */
  status = 0;
  pipeStatus: number[] = [0];
  /** `$!` */
  lastBackground: number | undefined;
  line = 1;
  commandNumber = 1;
  /** `$$`: the pid of the shell that is no subshell. */
  pid: number;
  subshellLevel = 0;
  interactive = false;
  login = false;
  /** `bash -c`. */
  commandString = false;
  /** Commands are read from standard input. */
  readsInput = false;
  calls: CallFrame[] = [];
  /** The file being sourced or run, for messages; undefined outside. */
  sourceName: string | undefined;
  loopDepth = 0;
  functionDepth = 0;
  sourceDepth = 0;
  /** Above 0, a failing command does not end a shell with `set -e`. */
  errexitGuard = 0;
  /** Commands of traps by name without SIG; an empty text means ignored. */
  traps = new Map<string, string>();
  pendingTraps: string[] = [];
  inTrap = false;
  /** Ctrl-C came. */
  interrupted = false;
  /** Set while a foreground child runs: SIGINT is the child's to handle first. */
  waiting = false;
  jobs = new JobTable();
  hash = new Map<string, { path: string; hits: number }>();
  disabledBuiltins = new Set<string>();
  /** `dirs`: the working directory first is implied. */
  directories: string[] = [];
  history = new History();
  /** Descriptors that the shell keeps for itself: not for children. */
  internal = new Set<number>();
  /** The process has become another program: nothing of the shell is left to be put right. */
  replaced = false;
  /** Descriptors of process substitutions of the command that runs. */
  substitutions: number[] = [];
  /** How many command substitutions deep, for the pluses of `set -x`. */
  substitutionDepth = 0;
  /** Where in a bundle of options `getopts` stands. */
  optionPlace = { index: 1, at: 1 };
  /** What `complete` has set, by command name. */
  completions = new Map<string, CompletionRule>();
  /** The last text that was parsed had a syntax error. */
  syntaxError = false;
  /** `exit` has told of stopped jobs once. */
  warnedOfJobs = false;
  /** What `$_` is. */
  lastArgument = '';
  /** Status of the last command substitution, for `x=$(false)`. */
  substitutionStatus: number | undefined;
  currentCommand: SimpleCommand | undefined;
  startTime: number;
  readonly version = '5.2.21(1)-release';
  readonly messages: Messages;
  /** Processes that ended before anybody asked (`wait PID`). */
  reaped = new Map<number, number>();
  arithmetic: ArithmeticVariables = { get: () => undefined, set: () => undefined, subscript: (_, index) => index };

  constructor(
    public process: Process,
    readonly flavour: Flavour,
    readonly engine: Engine,
    /** `$0` */
    public name: string,
  ) {
    this.pid = process.pid;
    this.startTime = process.system.clock.now();
    this.messages = messagesOf[flavour];
  }

  /** IFS, with its default when it is unset. */
  get separators(): string {
    return this.variables.get('IFS') ?? ' \t\n';
  }

  /** Whether pipelines get process groups of their own. */
  get jobControl(): boolean {
    return this.options.has('monitor') && this.subshellLevel === 0;
  }

  builtinNames(): string[] {
    return this.engine.builtinNames(this);
  }

  now(): Date {
    return new Date(this.process.system.clock.now());
  }

  /** `$-` */
  flagLetters(): string {
    const letters = this.flavour === 'ash' ? this.options.letters().replace('h', '') : this.options.letters();
    const lower = [...letters].filter((letter) => letter >= 'a');
    const upper = [...letters].filter((letter) => letter < 'a');
    if (this.interactive) lower.push('i');
    return `${lower.sort().join('')}${upper.join('')}${this.commandString ? 'c' : ''}${this.readsInput ? 's' : ''}`;
  }

  /** A pattern with this shell's options. */
  pattern(source: string): Pattern {
    return compilePattern(source, { extended: true, ignoreCase: this.options.shell('nocasematch') });
  }

  /** The number of the line for messages; none when interactive. */
  private shownLine(): number | undefined {
    return this.interactive ? undefined : this.line;
  }
  private shownName(): string {
    return this.interactive ? this.name : (this.sourceName ?? this.name);
  }
  /** `bash: line 3: ` */
  where(): string {
    return this.messages.prefix(this.shownName(), this.shownLine());
  }

  /** What a program that is started gets: exported variables and functions. */
  environment(): Map<string, string> {
    const environment = this.variables.exported();
    for (const name of this.exportedFunctions) {
      const definition = this.functions.get(name);
      if (definition)
        environment.set(
          `BASH_FUNC_${name}%%`,
          printFunction(definition)
            .slice(name.length + 1)
            .replace(/\n\{/, ' {'),
        );
    }
    return environment;
  }

  /** Where functions that are defined now come from. */
  definitionSource(): string {
    return this.sourceName ?? (this.commandString ? 'environment' : this.readsInput ? 'main' : this.name);
  }

  /** Writes all of `text`, at once where the file takes it at once. */
  *write(descriptor: number, text: string | Uint8Array): Step<void> {
    const bytes = typeof text === 'string' ? encode(text) : text;
    if (bytes.length > 0) yield this.process.write(descriptor, bytes);
  }

  /** Prints a complaint behind the shell's name (and line). */
  *complain(message: string): Step<void> {
    yield* this.writeError(`${this.where()}${message}\n`);
  }
  /** A builtin's complaint. */
  *complainAs(builtin: string, message: string): Step<void> {
    yield* this.writeError(`${this.messages.builtin(this.shownName(), builtin, this.shownLine(), message)}\n`);
  }
  /** To standard error; nowhere when that is closed. */
  *writeError(text: string): Step<void> {
    try {
      yield* this.write(2, text);
    } catch (error) {
      if (!isSystemError(error) || error.errno === 'EINTR') throw error;
    }
  }

  /** The state for a subshell; `attach` gives it its process. */
  fork(): Shell {
    const copy = new Shell(this.process, this.flavour, this.engine, this.name);
    copy.variables = this.variables.clone();
    copy.options = this.options.clone();
    copy.functions = new Map(this.functions);
    copy.readonlyFunctions = new Set(this.readonlyFunctions);
    copy.exportedFunctions = new Set(this.exportedFunctions);
    copy.functionSources = new Map(this.functionSources);
    copy.aliases = new Map(this.aliases);
    copy.positional = this.positional.slice();
    copy.status = this.status;
    copy.pipeStatus = this.pipeStatus.slice();
    copy.lastBackground = this.lastBackground;
    copy.line = this.line;
    copy.commandNumber = this.commandNumber;
    copy.pid = this.pid;
    copy.subshellLevel = this.subshellLevel + 1;
    copy.interactive = this.interactive;
    copy.commandString = this.commandString;
    copy.readsInput = this.readsInput;
    copy.calls = this.calls.slice();
    copy.sourceName = this.sourceName;
    copy.loopDepth = this.loopDepth;
    copy.functionDepth = this.functionDepth;
    copy.sourceDepth = this.sourceDepth;
    copy.errexitGuard = this.errexitGuard;
    // Caught signals get their default back; ignored ones stay ignored.
    for (const [name, command] of this.traps) if (command === '') copy.traps.set(name, command);
    copy.hash = new Map(this.hash);
    copy.disabledBuiltins = new Set(this.disabledBuiltins);
    copy.directories = this.directories.slice();
    copy.history = this.history.clone();
    copy.substitutionDepth = this.substitutionDepth;
    copy.lastArgument = this.lastArgument;
    copy.startTime = this.startTime;
    copy.jobs = this.jobs.clone();
    return copy;
  }
}
