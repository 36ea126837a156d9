import { SystemError } from '../kernel/errno';
import type { FileCalls, Place } from '../vfs/types';
import { executableHeadSize, readExecutable, type ProgramTable } from './executable';
import type { Program } from './types';

/** Scripts whose interpreters are scripts: as deep as Linux goes. */
const scriptDepth = 4;
/** Bytes of arguments and environment that execve takes. */
const argumentLimit = 2 * 1024 * 1024;

/** What execve found. */
export interface Loaded {
  readonly argv: readonly string[];
  /** Path of the program itself (the interpreter, for a script). */
  readonly executable: string;
  readonly place: Place;
  /** The user that a set-user-id file makes of the process. */
  readonly owner: number | undefined;
  /** The program, when it was imported before. */
  readonly ready: Program | undefined;
  /** Imports the program. */
  start(): Promise<Program>;
}

/** E2BIG when arguments and environment are more than a new program can be given. */
export function checkArguments(argv: readonly string[], env: ReadonlyMap<string, string>): void {
  let size = 0;
  for (const word of argv) size += word.length + 9;
  for (const [name, value] of env) size += name.length + value.length + 10;
  if (size > argumentLimit) throw new SystemError('E2BIG');
}

/** Finds out what a file runs. */
export function createLoader(programs: ProgramTable) {
  const started = new Map<string, Promise<Program>>();
  const ready = new Map<string, Program>();
  return {
    /** As execve(2): throws ENOENT, EACCES, ENOEXEC, ELOOP, at once. */
    load(files: FileCalls, path: string, argv: readonly string[], depth = 0): Loaded {
      if (depth > scriptDepth) throw new SystemError('ELOOP', path);
      const place = files.resolve(path);
      const { node } = place;
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
        place,
        ready: ready.get(kind.name),
        owner: mode & 0o4000 ? uid : undefined,
        start() {
          let program = started.get(kind.name);
          if (!program) {
            program = load();
            started.set(kind.name, program);
            program.then(
              (loaded) => ready.set(kind.name, loaded),
              () => started.delete(kind.name), // a failed download may be tried again
            );
          }
          return program;
        },
      };
    },
  };
}
