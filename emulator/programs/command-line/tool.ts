import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { OptionError, parseOptions, type ParsedOptions, type ParseSettings } from './options';
import { isOutputFull, Output, OutputError } from './output';

/** Whose behaviour a tool has: option errors, messages and columns differ. */
export type Flavour = 'gnu' | 'busybox';

/** A run of a tool: its process, its options, and its two outputs. */
export class Tool<Key extends string> {
  readonly out: Output;
  /** The exit code so far: {@link Tool.complain} sets it. */
  code = 0;

  constructor(
    readonly process: Process,
    readonly name: string,
    readonly flavour: Flavour,
    readonly options: ParsedOptions<Key>,
  ) {
    this.out = new Output(process, 1);
  }

  get operands(): readonly string[] {
    return this.options.operands;
  }

  /** Says `name: message` on standard error, after what was printed so far, and makes the exit code `code`. */
  async complain(message: string, code = 1): Promise<void> {
    await this.out.flush();
    await this.process.write(2, `${this.name}: ${message}\n`);
    this.code = Math.max(this.code, code);
  }

  /** Complains about `error` with `subject` before it when it is a failed system call; rethrows anything else. */
  async complainOf(subject: string, error: unknown, code = 1): Promise<void> {
    if (!isSystemError(error)) throw error;
    await this.complain(`${subject}: ${error.message}`, code);
  }
}

/** What a tool is. `help` is the whole text of `--help`. */
export interface ToolDefinition<Key extends string> extends ParseSettings<Key> {
  readonly name: string;
  readonly options: Readonly<Record<Key, string>>;
  readonly help: string;
  /** What `--version` prints, for what is not of GNU's coreutils. */
  readonly version?: string;
  /** Exit code of a usage error; 1 when absent (ls, grep, sort have 2). */
  readonly usageCode?: number;
  /** The same of busybox's; 1 when absent. */
  readonly busyboxUsageCode?: number;
  /** A line in front of the hint that an unknown option gets (grep). */
  readonly usageLine?: string;
  /** The hint of a usage error begins with the name too (diffutils). */
  readonly namedHint?: boolean;
  /** Does the work; a number overrides the collected exit code. */
  run(tool: Tool<Key>): Promise<number | void>;
}

/** Thrown by a tool for a usage error that getopt does not see: `name: message` (nothing when empty) and GNU's hint. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** The exit code is 1, whatever the tool's other usage errors have. */
  readonly always: boolean = false;
}

/** The program of a tool in one flavour. */
export function createTool<Key extends string>(definition: ToolDefinition<Key>, flavour: Flavour = 'gnu'): Program {
  const { name, help, usageCode = 1 } = definition;
  return async (process) => {
    const words = process.argv.slice(1);
    if (words.includes('--help') && !(definition.stopAtOperand && words.indexOf('--help') > 0)) {
      await process.write(flavour === 'gnu' ? 1 : 2, flavour === 'gnu' ? help : await busyboxText(process, name, help));
      return 0;
    }
    if (flavour === 'gnu' && words[0] === '--version') {
      await process.write(1, `${definition.version ?? `${name} (GNU coreutils) 9.4`}\n`);
      return 0;
    }
    try {
      const tool = new Tool(process, name, flavour, parseOptions(definition.rewrite?.(words) ?? words, definition.options, definition));
      const code = await definition.run(tool);
      await tool.out.flush();
      return code ?? tool.code;
    } catch (error) {
      if (error instanceof OutputError || (isSystemError(error) && isOutputFull(error))) {
        await process.write(2, name === 'sort' && flavour === 'gnu' ? `sort: write failed: 'standard output': ${error.message}\n` : `${name}: write error: ${error.message}\n`);
        return usageCode;
      }
      if (!(error instanceof OptionError) && !(error instanceof UsageError)) throw error;
      if (flavour === 'busybox') {
        // Busybox says nothing of its own about missing and extra operands, and shows no usage for values that are wrong.
        const counted = error instanceof UsageError && /^(missing|extra|no |a command|bad usage)/.test(error.message);
        const valued = error instanceof UsageError && !counted;
        await process.write(2, `${counted ? '' : `${name}: ${error.message}\n`}${valued ? '' : await busyboxText(process, name, help)}`);
        return definition.busyboxUsageCode ?? 1;
      }
      const hint = `${error instanceof OptionError && definition.usageLine !== undefined ? `${definition.usageLine}\n` : ''}${definition.namedHint ? `${name}: ` : ''}Try '${name} --help' for more information.\n`;
      await process.write(2, `${error.message === '' ? '' : `${name}: ${error.message}\n`}${hint}`);
      return error instanceof UsageError && error.always ? 1 : usageCode;
    }
  };
}

async function busyboxText(process: Process, name: string, help: string): Promise<string> {
  return (await process.until(import('../busybox/usage'))).busyboxUsage(name, help);
}
