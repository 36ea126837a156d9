import { isSystemError } from '../../kernel/errno';
import { signalNumbers } from '../../process/signal';
import type { ControlGroup, Process, WaitStatus } from '../../process/types';
import { readAccount } from './account';
import type { UnitStatus } from './control';
import { appendJournal } from './journal';
import type { Unit } from './unit-file';

/** A service that the manager looks after: at most one main process, started again as its unit says. */
export interface Service {
  readonly unit: Unit;
  status(): UnitStatus;
  /** Resolves when the process runs (or could not be started). */
  start(): Promise<void>;
  /** SIGTERM, then SIGKILL after the unit's timeout; resolves when it is gone. */
  stop(): Promise<void>;
  /** The manager reaped the process `pid`; returns whether it was this service's. */
  ended(pid: number, status: WaitStatus): boolean;
}

/** What a service needs of its manager. */
export interface ServiceSurroundings {
  /** Number of this boot, for the journal. */
  readonly boot: number;
  /** Processes that were reaped before their service knew their number. */
  readonly early: Map<number, WaitStatus>;
  makeGroup(path: string): ControlGroup;
}

/** A service of `unit`, run as a child of `manager`. */
export function createService(manager: Process, unit: Unit, { boot, early, makeGroup }: ServiceSurroundings): Service {
  const { clock } = manager.system;
  let active: UnitStatus['active'] = 'inactive';
  let sub: UnitStatus['sub'] = 'dead';
  let pid: number | undefined;
  let since: number | undefined;
  let result: UnitStatus['result'];
  let stopping = false;
  let onGone: (() => void)[] = [];
  let restarts = 0;

  const set = (nextActive: UnitStatus['active'], nextSub: UnitStatus['sub']) => {
    active = nextActive;
    sub = nextSub;
    since = clock.now();
  };
  const journal = (identifier: string, from: number, messages: readonly string[]) => {
    const time = clock.now();
    try {
      appendJournal(
        manager.files,
        messages.map((message) => ({ time, unit: unit.name, identifier, pid: from, message, boot })),
      );
    } catch (error) {
      if (!isSystemError(error)) throw error; // a full disk loses log lines, nothing else
    }
  };

  async function collectOutput(descriptor: number, from: number): Promise<void> {
    const identifier = unit.command[0]?.split('/').at(-1) ?? unit.name;
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const bytes = await manager.read(descriptor);
      const lines = (rest + decoder.decode(bytes, { stream: bytes.length > 0 })).split('\n');
      rest = lines.pop() ?? '';
      if (bytes.length === 0 && rest !== '') lines.push(rest);
      if (lines.length > 0) journal(identifier, from, lines);
      if (bytes.length === 0) break;
    }
    manager.close(descriptor);
  }

  async function start(): Promise<void> {
    if (pid !== undefined) return;
    stopping = false;
    journal('systemd', 1, [`Starting ${unit.name} - ${unit.description}...`]);
    const account = readAccount(manager.files, unit.user);
    const [path = ''] = unit.command;
    const [output, input] = manager.pipe();
    manager.setCloseOnExec(output, true);
    const nothing = await manager.open('/dev/null', { read: true });
    try {
      pid = await manager.spawn({
        path,
        argv: unit.command,
        env: new Map([
          ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
          ['LANG', 'C.UTF-8'],
          ...unit.environment.map((entry): [string, string] => [entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1)]),
        ]),
        cwd: '/',
        files: new Map([
          [0, nothing],
          [1, input],
          [2, input],
        ]),
        newSession: true,
        ignoredSignals: new Set(['SIGPIPE']), // systemd's default for services
        controlGroup: makeGroup(`/system.slice/${unit.name}`),
        ...(account ? { credentials: account } : {}),
      });
      set('active', 'running');
      journal('systemd', 1, [`Started ${unit.name} - ${unit.description}.`]);
      void collectOutput(output, pid).catch(() => undefined); // ends with the manager
      const status = early.get(pid);
      if (status && early.delete(pid)) ended(pid, status);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      manager.close(output);
      result = { code: 'exited', status: '203/EXEC', pid: 0 };
      set('failed', 'failed');
      journal('systemd', 1, [`${unit.name}: Failed to execute ${path}: ${error.message}`, `Failed to start ${unit.name} - ${unit.description}.`]);
    } finally {
      manager.close(input);
      manager.close(nothing);
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    if (pid === undefined) {
      if (active !== 'failed') set('inactive', 'dead');
      return;
    }
    set('deactivating', 'stop-sigterm');
    journal('systemd', 1, [`Stopping ${unit.name} - ${unit.description}...`]);
    const main = pid;
    const gone = new Promise<void>((resolve) => onGone.push(resolve));
    const timer = clock.after(unit.stopTimeout, () => pid === main && manager.kill(main, 'SIGKILL'));
    manager.kill(main, 'SIGTERM');
    await gone;
    timer.cancel();
  }

  function ended(which: number, status: WaitStatus): boolean {
    if (which !== pid) return false;
    pid = undefined;
    const clean = stopping || (status.kind === 'exited' && status.code === 0);
    result =
      status.kind === 'signaled'
        ? { code: 'killed', status: `${signalNumbers[status.signal]}/${status.signal.slice(3)}`, pid: which }
        : { code: 'exited', status: status.kind === 'exited' ? `${status.code}${status.code === 0 ? '/SUCCESS' : '/FAILURE'}` : '0', pid: which };
    if (clean) {
      set('inactive', 'dead');
      journal('systemd', 1, [`${unit.name}: Deactivated successfully.`, ...(stopping ? [`Stopped ${unit.name} - ${unit.description}.`] : [])]);
    } else {
      set('failed', 'failed');
      journal('systemd', 1, [`${unit.name}: Main process exited, code=${result.code}, status=${result.status}`, `${unit.name}: Failed with result '${result.code === 'killed' ? 'signal' : 'exit-code'}'.`]);
    }
    for (const tell of onGone) tell();
    onGone = [];
    const again = !stopping && (unit.restart === 'always' || (unit.restart === 'on-failure' && !clean));
    if (again && ++restarts <= 3) {
      set('activating', 'auto-restart');
      clock.after(unit.restartDelay, () => {
        if (!stopping && pid === undefined) void start();
      });
    }
    return true;
  }

  return {
    unit,
    status: () => ({ active, sub, mainPid: pid, since, result }),
    async start() {
      restarts = 0;
      await start();
    },
    stop,
    ended,
  };
}
