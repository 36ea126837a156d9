import { isSystemError } from '../../kernel/errno';
import type { FileCalls } from '../../vfs/types';
import { quoteAlways } from '../command-line/quote';
import { UsageError, type Tool } from '../command-line/tool';

/** The options that cp, mv and ln share: where things go and whether they may replace others. */
export const targetOptions = {
  backup: 'backup[=]',
  shortBackup: 'b',
  suffix: 'S,suffix=',
  force: 'f,force',
  interactive: 'i,interactive',
  targetDirectory: 't,target-directory=',
  noTargetDirectory: 'T,no-target-directory',
  update: 'u,update[=]',
  verbose: 'v,verbose',
} as const;
export type TargetKey = keyof typeof targetOptions;

/** What goes where. */
export interface Target {
  readonly sources: readonly string[];
  /** The last operand, or the value of -t. */
  readonly path: string;
  /** The same when it is a directory that things go into. */
  readonly directory: string | undefined;
  /** Where one of the sources goes. */
  destination(source: string): string;
}

/** Whether `path` is a directory, through links. */
function isDirectory(files: FileCalls, path: string): boolean {
  try {
    return files.stat(path).kind === 'directory';
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** The last part of a path, as `basename` gives it. */
export function lastPart(path: string): string {
  return path.replace(/(.)\/+$/, '$1').split('/').at(-1) || '/';
}

/** Works out the target of cp, mv or ln from the operands; undefined when it has complained. */
export async function readTarget<Key extends string>(tool: Tool<Key | TargetKey>): Promise<Target | undefined> {
  const { files } = tool.process;
  const given = tool.options;
  const operands = [...tool.operands];
  const explicit = given.value('targetDirectory');
  if (operands.length === 0) throw new UsageError('missing file operand');
  if (explicit === undefined && operands.length === 1) throw new UsageError(`missing destination file operand after ${quoteAlways(operands[0] ?? '')}`);
  const path = explicit ?? operands.pop() ?? '';
  if (given.has('noTargetDirectory') && operands.length > 1) throw new UsageError(`extra operand ${quoteAlways(operands[1] ?? '')}`);
  const intoDirectory = !given.has('noTargetDirectory') && isDirectory(files, path);
  if (!intoDirectory && (explicit !== undefined || operands.length > 1)) {
    const why = files.exists(path) ? 'Not a directory' : 'No such file or directory';
    await tool.complain(explicit !== undefined ? `target directory ${quoteAlways(path)}: ${why}` : `target ${quoteAlways(path)}: ${why}`);
    return undefined;
  }
  const directory = intoDirectory ? path : undefined;
  return {
    sources: operands,
    path,
    directory,
    destination: (source) => (directory === undefined ? path : `${directory.replace(/(.)\/+$/, '$1').replace(/^\/$/, '')}/${lastPart(source)}`),
  };
}
