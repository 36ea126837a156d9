import { SystemError } from '../kernel/errno';
import type { Identity } from './identity';
import type { KernelCore } from './core';
import { checkArguments } from './loader';
import type { Task } from './task';
import { takeTurn } from './time-slice';
import type { Process, WaitResult } from './types';

type LifeCalls = Pick<Process, 'spawn' | 'execute' | 'wait' | 'kill' | 'onSignal' | 'signalAction' | 'pause' | 'sleep' | 'setGroup' | 'newSession'>;

/** The calls about processes and signals. */
export function createLifeCalls(core: KernelCore, task: Task, self: () => Process): LifeCalls {
  const inside = task.namespaces.pid;

  function reapable(which: number | 'any' | { group: number }): Task[] {
    return [...task.children].filter((child) => {
      if (which === 'any') return true;
      return typeof which === 'number' ? child.identity.in(inside) === which : child.group.in(inside) === which.group;
    });
  }

  function collect(children: readonly Task[], untraced: boolean): WaitResult | undefined {
    for (const child of children) {
      const pid = child.identity.in(inside);
      if (child.status && !child.isAlive) {
        core.reap(child);
        return { pid, status: child.status };
      }
      if (untraced && child.change?.kind === 'stopped') {
        const status = child.change;
        child.change = undefined;
        return { pid, status };
      }
    }
    return undefined;
  }

  return {
    async spawn(request) {
      task.check();
      // Processes that do nothing but start others would never let the thread go.
      const turn = takeTurn(task);
      if (turn) await turn;
      core.caller = task;
      return (await core.spawn(task, request)).identity.in(inside);
    },
    async execute(path, argv, env) {
      task.check();
      core.caller = task;
      const process = self();
      checkArguments(argv, env);
      const loaded = core.loader.load(process.files, path, argv);
      const program = loaded.ready ?? (await process.until(loaded.start()));
      task.argv = loaded.argv;
      task.env = new Map(env);
      task.executable = loaded.executable;
      task.executablePlace = loaded.place;
      task.name = (path.split('/').at(-1) ?? '').slice(0, 15);
      if (loaded.owner !== undefined) task.credentials = { ...task.credentials, uid: loaded.owner };
      task.descriptors.closeForExec();
      for (const [signal, { action }] of task.actions) if (action !== 'ignore') task.actions.delete(signal);
      return await program(process);
    },
    async wait(which, { noHang = false, untraced = false } = {}) {
      for (;;) {
        task.check();
        const children = reapable(which);
        const result = collect(children, untraced);
        if (result) return result;
        if (children.length === 0) throw new SystemError('ECHILD');
        if (noHang) return undefined;
        await task.block((wake) => task.childChanged.subscribe(wake));
      }
    },
    kill(pid, signal) {
      task.check();
      core.signaler.kill(task, pid, signal);
    },
    onSignal(signal, action, { restart = false } = {}) {
      task.check();
      if ((signal === 'SIGKILL' || signal === 'SIGSTOP') && action !== 'default') throw new SystemError('EINVAL');
      task.actions.set(signal, { action, restart });
    },
    signalAction: (signal) => task.actions.get(signal)?.action ?? 'default',
    async pause() {
      try {
        await task.block(() => () => undefined);
      } catch (error) {
        if (error instanceof SystemError && error.errno === 'EINTR') return;
        throw error;
      }
    },
    async sleep(milliseconds) {
      const end = core.system.clock.uptime() + milliseconds;
      do {
        await task.block((wake) => {
          const timer = core.system.clock.after(Math.max(0, end - core.system.clock.uptime()), wake);
          return () => timer.cancel();
        });
      } while (core.system.clock.uptime() + 0.5 < end);
    },
    setGroup(pid, group) {
      task.check();
      const target = pid === 0 ? task : core.find(inside, pid);
      if (!target || (target !== task && target.parent !== task)) throw new SystemError('ESRCH');
      if (target.session !== task.session || target.session === target.identity) throw new SystemError('EPERM');
      if (group === 0 || group === target.identity.in(inside)) {
        target.group = target.identity;
        return;
      }
      const found = [...core.tasks].find((one) => one.group.in(inside) === group && one.session === task.session);
      if (!found) throw new SystemError('EPERM');
      target.group = found.group;
    },
    newSession() {
      task.check();
      const leads = [...core.tasks].some((one) => one.group === (task.identity satisfies Identity) && one !== task);
      if (task.group === task.identity && (leads || task.session === task.identity)) throw new SystemError('EPERM');
      task.session = task.group = task.identity;
      task.terminal = undefined;
    },
  };
}
