import { exitCodeOf } from './exit-code';
import { createRealClock } from '../kernel/clock';
import { concatenate } from '../kernel/bytes';
import { isSystemError } from '../kernel/errno';
import { createRandom } from '../kernel/random';
import type { NetworkNamespace, SocketCalls } from '../net/types';
import { callsInside } from '../vfs/calls-inside';
import { createMemoryFileSystem } from '../vfs/memory-file-system';
import { createMountNamespace } from '../vfs/mount-namespace';
import type { FileCalls } from '../vfs/types';
import { executableContent, type ProgramTable } from './executable';
import { createControlGroupFileSystem } from './control-group-file-system';
import { createKernel, type Kernel } from './kernel';
import { createProcFileSystem } from './proc/proc-file-system';
import { createSystemFileSystem } from './system-file-system';
import type { WindowSize } from './terminal';
import type { Process, Program, WaitStatus } from './types';

/** A kernel for tests: a small root file system, /dev, /proc, /sys, an init that reaps, no network. */
export interface TestKernel {
  readonly kernel: Kernel;
  /** Root's files. */
  readonly files: FileCalls;
  /** Runs a program as a child of init and collects its output. */
  run(program: Program, options?: TestRun): Promise<TestResult>;
  /** Runs words found as `/bin/<name>` or by path. */
  execute(argv: readonly string[], options?: TestRun): Promise<TestResult>;
  /** Runs a program as leader of a session on a terminal of its own. */
  onTerminal(program: Program, options?: TestRun & { size?: WindowSize }): Promise<TestTerminal>;
}
/** What one sees of a program on a terminal. */
export interface TestTerminal {
  /** Everything that was shown so far. */
  readonly shown: string;
  /** Types, and gives everyone the time to answer. */
  type(text: string): Promise<void>;
  /** Waits until `text` is shown; fails after a second. */
  until(text: string): Promise<void>;
  resize(size: WindowSize): void;
  /** Closes the window: the terminal hangs up. */
  hangUp(): void;
  readonly ended: Promise<WaitStatus>;
}
export interface TestRun {
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly uid?: number;
  readonly cwd?: string;
}
export interface TestResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: WaitStatus;
  /** As the shell has it. */
  readonly code: number;
}

/** Boots one. Every program of the table is installed as `/bin/<last part of its name>`. */
export async function createTestKernel(
  programs: ProgramTable = {},
  options: { socketCalls?: (process: Process) => SocketCalls; network?: NetworkNamespace } = {},
): Promise<TestKernel> {
  const clock = createRealClock();
  const random = createRandom('test');
  const fileSystem = createMemoryFileSystem({ type: 'ext4', clock });
  const mounts = createMountNamespace({ fileSystem, source: '/dev/vda1' });
  const files = callsInside(fileSystem.root, clock);
  for (const path of ['/bin', '/dev', '/etc', '/proc', '/root', '/sys', '/tmp', '/home', '/usr/bin']) files.makeDirectory(path, { parents: true });
  files.changeMode('/tmp', 0o1777);
  files.writeFile('/etc/passwd', 'root:x:0:0:root:/root:/bin/bash\nlearner:x:1000:1000:Learner:/home/learner:/bin/bash\n');
  files.writeFile('/etc/group', 'root:x:0:\nlearner:x:1000:\n');
  const idle: Program = async (process) => {
    process.onSignal('SIGCHLD', () => undefined);
    for (;;) {
      while (process.list().some(({ parent, state }) => parent === process.pid && state === 'Z')) await process.wait('any', { noHang: true });
      await process.pause();
    }
  };
  for (const name of Object.keys(programs)) files.writeFile(`/bin/${name.split('/').at(-1)}`, executableContent(name, 1000), { mode: 0o755 });
  files.writeFile('/sbin-init', executableContent('test/init'), { mode: 0o755 });
  const kernel = createKernel({
    system: {
      clock,
      random,
      kernel: { name: 'Linux', release: '6.8.0', version: '#1 SMP', machine: 'x86_64' },
      bootTime: clock.now(),
      processors: 2,
      memoryTotal: 4 * 1024 ** 3,
    },
    programs: { ...programs, 'test/init': async () => idle },
    mounts,
    network: options.network ?? { id: 1, interfaces: [], routes: [], sockets: [] },
    hostname: 'test',
    socketCalls:
      options.socketCalls ??
      (() => {
        throw new Error('this test kernel has no network');
      }),
  });
  const init = await kernel.boot({ path: '/sbin-init', argv: ['init'] }, (process) => {
    mounts.mount(process.files.resolve('/dev'), { fileSystem: kernel.devices, source: 'udev' });
    process.files.makeDirectory('/dev/pts');
    process.files.symlink('/proc/self/fd', '/dev/fd');
    for (const [number, name] of ['stdin', 'stdout', 'stderr'].entries()) process.files.symlink(`/proc/self/fd/${number}`, `/dev/${name}`);
    mounts.mount(process.files.resolve('/proc'), { fileSystem: createProcFileSystem(kernel), source: 'proc' });
    mounts.mount(process.files.resolve('/sys'), { fileSystem: createSystemFileSystem(kernel), source: 'sysfs' });
    mounts.mount(process.files.resolve('/sys/fs/cgroup'), { fileSystem: createControlGroupFileSystem(kernel), source: 'cgroup2' });
    mounts.mount(process.files.resolve('/dev/pts'), { fileSystem: kernel.terminals.fileSystem, source: 'devpts' });
  });

  async function collect(start: (agent: Process, files: ReadonlyMap<number, number>) => Promise<number>, input: string): Promise<TestResult> {
    return await new Promise((resolve, reject) => {
      const program: Program = async (agent) => {
        const [stdin, toStdin] = agent.pipe();
        const [fromOut, out] = agent.pipe();
        const [fromErr, err] = agent.pipe();
        const pid = await start(
          agent,
          new Map([
            [0, stdin],
            [1, out],
            [2, err],
          ]),
        );
        for (const end of [stdin, out, err]) agent.close(end);
        agent.onSignal('SIGPIPE', 'ignore');
        const feeding = (input === '' ? Promise.resolve() : agent.write(toStdin, input).catch(() => undefined)).then(() => agent.close(toStdin));
        const read = async (descriptor: number) => {
          const parts: Uint8Array[] = [];
          for (let bytes = await agent.read(descriptor); bytes.length > 0; bytes = await agent.read(descriptor)) parts.push(bytes);
          return new TextDecoder().decode(concatenate(parts));
        };
        const [stdout, stderr] = await Promise.all([read(fromOut), read(fromErr)]);
        await feeding;
        const status = (await agent.wait(pid))?.status as WaitStatus;
        resolve({ stdout, stderr, status, code: exitCodeOf(status) });
        return 0;
      };
      init
        .spawn({
          program: async (agent) => await Promise.resolve(program(agent)).catch((error: unknown) => (reject(error as Error), 1)),
          files: new Map(),
          newSession: true,
        })
        .catch(reject);
    });
  }
  const surroundings = ({ env = {}, uid = 0, cwd = '/' }: TestRun) => ({
    env: new Map(Object.entries({ PATH: '/bin:/usr/bin', HOME: '/root', ...env })),
    credentials: { uid, gid: uid, groups: [uid] },
    cwd,
    group: 0,
  });
  async function onTerminal(program: Program, { size, ...run }: TestRun & { size?: WindowSize } = {}): Promise<TestTerminal> {
    let shown = '';
    let agent: Process | undefined;
    let master = -1;
    let tell: (status: WaitStatus) => void = () => undefined;
    const ended = new Promise<WaitStatus>((resolve) => (tell = resolve));
    const started = new Promise<void>((resolve, reject) => {
      const screen: Program = async (process) => {
        agent = process;
        const opened = process.openTerminal({ size });
        master = opened.master;
        const slave = await process.open(opened.path, { read: true, write: true });
        const descriptors = new Map([0, 1, 2].map((number) => [number, slave]));
        const pid = await process.spawn({
          program,
          argv: run.argv ?? ['program'],
          files: descriptors,
          ...surroundings(run),
          newSession: true,
          controllingTerminal: slave,
        });
        process.close(slave);
        process.onSignal('SIGHUP', 'ignore');
        void process.wait(pid).then((result) => tell(result?.status as WaitStatus));
        resolve();
        const decoder = new TextDecoder();
        try {
          for (;;) {
            const bytes = await process.read(master);
            if (bytes.length === 0) break;
            shown += decoder.decode(bytes, { stream: true });
          }
        } catch (error) {
          if (!isSystemError(error)) throw error; // everyone has gone from the terminal, or we closed it
        }
        await ended;
        return 0;
      };
      init.spawn({ program: screen, files: new Map(), newSession: true }).catch(reject);
    });
    await started;
    const settle = () => new Promise<void>((resolve) => void clock.after(5, resolve));
    return {
      get shown() {
        return shown;
      },
      async type(text) {
        await agent?.write(master, text);
        await settle();
      },
      async until(text) {
        for (let tries = 0; tries < 200; tries++) {
          if (shown.includes(text)) return;
          await settle();
        }
        throw new Error(`the terminal shows ${JSON.stringify(shown)}, not ${JSON.stringify(text)}`);
      },
      resize: (to) => agent?.terminal(master)?.resize(to),
      hangUp: () => agent?.close(master),
      ended,
    };
  }
  return {
    kernel,
    files,
    onTerminal,
    run: (program, run = {}) =>
      collect((agent, descriptors) => agent.spawn({ program, argv: run.argv ?? ['program'], files: descriptors, ...surroundings(run) }), run.input ?? ''),
    execute: (argv, run = {}) =>
      collect(
        (agent, descriptors) => agent.spawn({ path: argv[0]?.includes('/') ? argv[0] : `/bin/${argv[0]}`, argv, files: descriptors, ...surroundings(run) }),
        run.input ?? '',
      ),
  };
}
