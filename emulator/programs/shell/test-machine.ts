import { createRealClock } from '../../kernel/clock';
import { decode, encode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { createRandom } from '../../kernel/random';
import type { NetworkNamespace, SocketCalls } from '../../net/types';
import { executableContent } from '../../process/executable';
import type { ProgramTable } from '../../process/executable';
import { createKernel } from '../../process/kernel';
import { createProcFileSystem } from '../../process/proc/proc-file-system';
import type { Process, Program } from '../../process/types';
import { again } from '../../vfs/open-file';
import { createMemoryFileSystem } from '../../vfs/memory-file-system';
import { createMountNamespace } from '../../vfs/mount-namespace';
import { coreutilPrograms } from '../coreutils/list';
import { textPrograms } from '../text/list';
import { shellPrograms } from './list';

/** What a script printed and how it ended. */
export interface ScriptResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** A small machine with the shells and the core utilities, for tests. */
export interface TestMachine {
  readonly init: Process;
  /** Runs `argv` (argv[0] is searched in /usr/bin) and waits for it. */
  run(argv: readonly string[], options?: { stdin?: string; cwd?: string; env?: Readonly<Record<string, string>> }): Promise<ScriptResult>;
  /** Starts an interactive program on a terminal. */
  type(argv: readonly string[], options?: { env?: Readonly<Record<string, string>>; columns?: number }): Promise<TypingSession>;
}

export interface TypingSession {
  /** Types, and waits until nothing more comes. */
  send(keys: string): Promise<void>;
  /** All that was printed so far. */
  readonly output: string;
  /** What was printed since the last call. */
  fresh(): string;
  readonly ended: Promise<number>;
  resize(columns: number, rows: number): void;
}

const passwd = 'root:x:0:0:root:/root:/bin/bash\nlearner:x:1000:1000:Learner:/home/learner:/bin/bash\n';

export async function createTestMachine(extra: Readonly<Record<string, Program>> = {}): Promise<TestMachine> {
  const clock = createRealClock();
  const fileSystem = createMemoryFileSystem({ type: 'ext4', clock });
  const mounts = createMountNamespace({ fileSystem, source: '/dev/vda1' });
  const idle: Program = async (process) => {
    for (;;) await process.wait('any').catch(() => process.pause());
  };
  const programs: ProgramTable = {
    ...shellPrograms,
    ...coreutilPrograms,
    ...textPrograms,
    ...Object.fromEntries(Object.entries(extra).map(([name, program]) => [name, async () => program])),
    idle: async () => idle,
  };
  const kernel = createKernel({
    system: {
      clock,
      random: createRandom('test'),
      kernel: { name: 'Linux', release: '6.8.0', version: '#1 SMP', machine: 'x86_64' },
      bootTime: clock.now(),
      processors: 2,
      memoryTotal: 4 << 30,
    },
    programs,
    mounts,
    network: {} as NetworkNamespace,
    hostname: 'drydock',
    socketCalls: () => ({}) as SocketCalls,
  });
  const root = fileSystem.root;
  const directory = (name: string, mode = 0o755) => root.lookup(name) ?? root.create(name, { kind: 'directory', mode, uid: 0, gid: 0 });
  const binaries = directory('usr').create('bin', { kind: 'directory', mode: 0o755, uid: 0, gid: 0 });
  for (const name of ['dev', 'etc', 'root', 'home']) directory(name);
  directory('tmp', 0o1777);
  root.create('bin', { kind: 'symlink', mode: 0o777, uid: 0, gid: 0, target: 'usr/bin' });
  directory('etc').create('passwd', { kind: 'file', mode: 0o644, uid: 0, gid: 0, content: encode(passwd) });
  for (const name of Object.keys(programs))
    binaries.create(name.replace(/^.*\//, ''), { kind: 'file', mode: 0o755, uid: 0, gid: 0, content: executableContent(name) });
  mounts.mount({ mount: mounts.rootMount, node: directory('dev') }, { fileSystem: kernel.devices, source: 'devtmpfs' });
  const init = await kernel.boot({ path: '/usr/bin/idle', argv: ['init'] });
  for (const pts of ['/dev/pts']) init.files.makeDirectory(pts, { parents: true });
  try {
    init.files.resolve('/dev/pts');
    mounts.mount(init.files.resolve('/dev/pts'), { fileSystem: kernel.terminals.fileSystem, source: 'devpts' });
  } catch {
    // The terminals' file system is mounted already.
  }
  init.files.makeDirectory('/proc', { parents: true });
  mounts.mount(init.files.resolve('/proc'), { fileSystem: createProcFileSystem(kernel), source: 'proc' });
  if (!init.files.exists('/dev/fd')) init.files.symlink('/proc/self/fd', '/dev/fd');
  const base = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8', SHLVL: '1' };

  return {
    init,
    async run(argv, { stdin = '', cwd = '/tmp', env = {} } = {}) {
      const pipes = [init.pipe(), init.pipe(), init.pipe()] as const;
      const [[inRead, inWrite], [outRead, outWrite], [errRead, errWrite]] = pipes;
      const pid = await init.spawn({
        path: `/usr/bin/${argv[0]}`,
        argv,
        cwd,
        env: new Map(Object.entries({ ...base, ...env })),
        files: new Map([
          [0, inRead],
          [1, outWrite],
          [2, errWrite],
        ]),
        newSession: true,
      });
      for (const descriptor of [inRead, outWrite, errWrite]) init.close(descriptor);
      const feed = init
        .write(inWrite, stdin || new Uint8Array(0))
        .catch(() => undefined)
        .then(() => init.close(inWrite));
      const [stdout, stderr] = await Promise.all([drain(init, outRead), drain(init, errRead)]);
      await feed;
      init.close(outRead);
      init.close(errRead);
      return { stdout, stderr, status: await reap(init, pid) };
    },
    async type(argv, { env = {}, columns = 80 } = {}) {
      const { master, path } = init.openTerminal({ size: { columns, rows: 24 } });
      const slave = await init.open(path, { read: true, write: true });
      const pid = await init.spawn({
        path: `/usr/bin/${argv[0]}`,
        argv,
        cwd: '/root',
        env: new Map(Object.entries({ ...base, TERM: 'xterm-256color', ...env })),
        files: new Map([
          [0, slave],
          [1, slave],
          [2, slave],
        ]),
        newSession: true,
        controllingTerminal: slave,
      });
      const terminal = init.terminal(slave);
      init.close(slave);
      let output = '';
      let seen = 0;
      const file = init.file(master);
      const collect = () => {
        try {
          for (;;) {
            const bytes = file.read(65536);
            if (bytes === again || bytes.length === 0) break;
            output += decode(bytes);
          }
        } catch (error) {
          // Nobody has the terminal open any more.
          if (!isSystemError(error, 'EIO')) throw error;
        }
      };
      const settle = async () => {
        for (let quiet = 0; quiet < 12; quiet++) {
          const before = output.length;
          const started = clock.uptime();
          await new Promise((resolve) => clock.after(4, () => resolve(undefined)));
          collect();
          // A timer that comes much later than a slice of work takes says that the computer was busy: then silence means nothing.
          if (output.length !== before || clock.uptime() - started > 25) quiet = 0;
        }
      };
      while (output === '') await settle();
      return {
        async send(keys) {
          await init.write(master, keys);
          await settle();
        },
        get output() {
          return output;
        },
        fresh() {
          const text = output.slice(seen);
          seen = output.length;
          return text;
        },
        ended: reap(init, pid),
        resize: (width, rows) => terminal?.resize({ columns: width, rows }),
      };
    },
  };
}

async function drain(process: Process, descriptor: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const bytes = await process.read(descriptor);
    if (bytes.length === 0) return text + decoder.decode();
    text += decoder.decode(bytes, { stream: true });
  }
}

/** Waits for a child, although init waits for all of its children too. */
async function reap(process: Process, pid: number): Promise<number> {
  const result = await process.wait(pid);
  const status = result?.status;
  if (status?.kind === 'exited') return status.code;
  return status?.kind === 'signaled' ? 1000 : -1;
}
