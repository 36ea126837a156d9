import { isSystemError } from '../../kernel/errno';
import type { ControlGroup, Process, Program, WaitStatus } from '../../process/types';
import { controlSocket, readLine, type ControlAnswer, type ControlRequest } from './control';
import { readJournal } from './journal';
import { createService, type Service } from './service';
import { isEnabled, listUnits, readUnit } from './unit-store';

/** How often (milliseconds) an init without children looks whether it got one. */
const idleInterval = 20;

/**
 * PID 1 of a host: starts the enabled units at boot, reaps every orphan, and does what `systemctl` asks over its socket.
 * It ends when the machine is switched off.
 */
export const init: Program = async (process: Process): Promise<number> => {
  const boot = 1 + readJournal(process.files).reduce((last, entry) => Math.max(last, entry.boot), -1);
  const services = new Map<string, Service>();
  const early = new Map<number, WaitStatus>(); // ended before their service knew their number, and orphans
  const makeGroup = (path: string): ControlGroup => ({ path, oomKills: 0, frozen: false });

  function service(name: string): Service | undefined {
    const known = services.get(name);
    if (known && known.status().mainPid !== undefined) return known;
    const unit = readUnit(process.files, name);
    if (!unit) return known;
    if (known && JSON.stringify(known.unit) === JSON.stringify(unit)) return known;
    const made = createService(process, unit, { boot, early, makeGroup });
    services.set(name, made);
    return made;
  }

  async function obey(request: ControlRequest): Promise<ControlAnswer> {
    const target = service(request.unit);
    if (!target) return { ok: false, error: `Unit ${request.unit} not found.` };
    if (request.verb === 'stop' || request.verb === 'restart') await target.stop();
    if (request.verb === 'start' || request.verb === 'restart') await target.start();
    const pid = target.status().mainPid;
    if (request.verb === 'kill' && pid !== undefined) process.kill(pid, 'SIGTERM');
    if (request.verb === 'reload' && pid !== undefined) process.kill(pid, 'SIGHUP');
    return { ok: true, status: target.status() };
  }

  async function serve(connection: number): Promise<void> {
    try {
      const line = await readLine(process, connection);
      const answer = line === '' ? { ok: false, error: 'Empty request' } : await obey(JSON.parse(line) as ControlRequest);
      await process.write(connection, `${JSON.stringify(answer)}\n`);
    } catch (error) {
      if (!isSystemError(error) && !(error instanceof SyntaxError)) throw error; // the client went away, or spoke nonsense
    } finally {
      process.close(connection);
    }
  }

  async function listen(): Promise<void> {
    process.files.makeDirectory('/run/systemd', { parents: true });
    const listener = process.network.listenUnix(controlSocket);
    process.files.changeMode(controlSocket, 0o666);
    for (;;) void serve(await process.network.accept(listener)).catch(() => undefined); // ends with the machine
  }

  async function reap(): Promise<void> {
    for (;;) {
      try {
        const result = await process.wait('any');
        if (result && ![...services.values()].some((one) => one.ended(result.pid, result.status))) early.set(result.pid, result.status);
        for (const pid of early.keys()) if (early.size > 32) early.delete(pid);
      } catch (error) {
        if (!isSystemError(error, 'ECHILD')) throw error;
        await process.sleep(idleInterval);
      }
    }
  }

  process.onSignal('SIGPIPE', 'ignore');
  process.onSignal('SIGCHLD', () => undefined, { restart: true });
  void listen().catch(() => undefined); // ends with the machine
  for (const name of listUnits(process.files)) {
    if (!isEnabled(process.files, name)) continue;
    await service(name)?.start();
  }
  await reap();
  return 0;
};
