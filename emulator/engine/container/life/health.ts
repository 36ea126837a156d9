import type { HealthResult } from '../../../api/types/container';
import { decode } from '../../../kernel/bytes';
import { EngineError } from '../../error';
import { timestamp } from '../../time';
import type { EngineParts } from '../../parts';
import type { Container } from '../container';
import { environmentOf } from '../runtime/environment';

/** Nanoseconds in a millisecond, in which health configs count. */
const million = 1_000_000;
const defaultInterval = 30_000;
const defaultRetries = 3;
/** Results that are remembered, and bytes of each. */
const remembered = 5;
const longestOutput = 4096;

/** Runs the container's health check again and again while it runs, when it has one. */
export function startHealthChecks(parts: EngineParts, container: Container): void {
  const { record } = container;
  const { Healthcheck: check } = record.Config;
  const [kind = 'NONE', ...words] = check?.Test ?? [];
  if (!check || kind === 'NONE') return;
  const argv = kind === 'CMD-SHELL' ? [...(record.Config.Shell ?? ['/bin/sh', '-c']), words.join(' ')] : words;
  const { clock } = parts.process.system;
  const began = clock.uptime();
  record.State.Health = { Status: 'starting', FailingStreak: 0, Log: [] };
  let stopped = false;
  let timer: { cancel(): void } | undefined;
  const interval = () => {
    const starting = record.State.Health?.Status === 'starting' && clock.uptime() - began < (check.StartPeriod ?? 0) / million;
    return (starting ? (check.StartInterval ?? 5000 * million) : check.Interval || defaultInterval * million) / million;
  };
  const schedule = () => {
    if (!stopped) timer = clock.after(interval(), () => void probe().catch(() => undefined)); // ends with the daemon
  };
  async function probe(): Promise<void> {
    const result = await runCheck(parts, container, argv, (check?.Timeout || defaultInterval * million) / million);
    if (stopped || !record.State.Health) return;
    const health = record.State.Health;
    const before = health.Status;
    health.Log = [...(health.Log ?? []), result].slice(-remembered);
    if (result.ExitCode === 0) {
      health.FailingStreak = 0;
      health.Status = 'healthy';
    } else if (!(health.Status === 'starting' && clock.uptime() - began < (check?.StartPeriod ?? 0) / million)) {
      health.FailingStreak++;
      if (health.FailingStreak >= (check?.Retries || defaultRetries)) health.Status = 'unhealthy';
    }
    if (health.Status !== before) parts.bus.publish('container', `health_status: ${health.Status}`, container.id, parts.attributes(container));
    parts.store.save(container);
    schedule();
  }
  container.stopHealthChecks = () => {
    stopped = true;
    timer?.cancel();
    container.stopHealthChecks = undefined;
  };
  schedule();
}

async function runCheck(parts: EngineParts, container: Container, argv: readonly string[], timeout: number): Promise<HealthResult> {
  const { process } = parts;
  const start = timestamp(process.system.clock);
  const { task } = container;
  let output = '';
  let code = -1;
  try {
    if (task) {
      const running = await task.exec({
        argv,
        env: environmentOf(container, '/'),
        cwd: container.record.Config.WorkingDir || '/',
        credentials: { uid: 0, gid: 0, groups: [0] },
        terminal: false,
        openInput: false,
        output: (_, bytes) => void (output = (output + decode(bytes)).slice(0, longestOutput)),
      });
      let late = false;
      const timer = process.system.clock.after(timeout, () => {
        late = true;
        running.kill('SIGKILL');
      });
      const status = await running.ended;
      timer.cancel();
      if (late) output = `Health check exceeded timeout (${timeout < 1000 ? `${timeout}ms` : timeout < 60_000 ? `${timeout / 1000}s` : `${Math.floor(timeout / 60_000)}m${(timeout % 60_000) / 1000}s`})`;
      else code = status.kind === 'exited' ? status.code : 137;
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    output = error.message;
  }
  return { Start: start, End: timestamp(process.system.clock), ExitCode: code, Output: output };
}
