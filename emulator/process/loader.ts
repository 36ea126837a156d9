import { SystemError } from '../kernel/errno';
import type { Clock } from '../kernel/clock';
import { createFileCalls } from '../vfs/file-calls';
import type { FileCalls, FileContext } from '../vfs/types';
import { executableHeadSize, readExecutable, type ProgramTable } from './executable';
import type { Program } from './types';

/** Scripts whose interpreters are scripts: as deep as Linux goes. */
const scriptDepth = 4;

/** What execve found. */
export interface Loaded {
  readonly argv: readonly string[];
  /** Path of the program itself (the interpreter, for a script). */
  readonly executable: string;
  /** The user that a set-user-id file makes of the process. */
  readonly owner: number | undefined;
  /** Imports the program. */
  start(): Promise<Program>;
}

/** Finds out what a file runs. */
export function createLoader(programs: ProgramTable) {
  const started = new Map<string, Promise<Program>>();
  return {
    /** File calls in given surroundings. */
    filesFor: (context: FileContext, clock: Clock): FileCalls => createFileCalls(() => context, clock),

    /** As execve(2): throws ENOENT, EACCES, ENOEXEC, ELOOP, at once. */
    load(files: FileCalls, path: string, argv: readonly string[], depth = 0): Loaded {
      if (depth > scriptDepth) throw new SystemError('ELOOP', path);
      const { node } = files.resolve(path);
      if (node.kind !== 'file' || !files.access(path, { execute: true })) throw new SystemError('EACCES', path);
      const kind = readExecutable(node.read(0, executableHeadSize));
      if (kind.kind === 'script') {
        if (kind.interpreter === '') throw new SystemError('ENOEXEC', path);
        const words = [kind.interpreter, ...(kind.argument === undefined ? [] : [kind.argument]), path, ...argv.slice(1)];
        return this.load(files, kind.interpreter, words, depth + 1);
      }
      if (kind.kind !== 'program') throw new SystemError('ENOEXEC', path);
      const load = programs[kind.name];
      if (!load) throw new SystemError('ENOEXEC', path);
      const { mode, uid } = node.attributes();
      return {
        argv,
        executable: files.realPath(path),
        owner: mode & 0o4000 ? uid : undefined,
        start() {
          let program = started.get(kind.name);
          if (!program) {
            program = load();
            started.set(kind.name, program);
            program.catch(() => started.delete(kind.name)); // a failed download may be tried again
          }
          return program;
        },
      };
    },
  };
}
