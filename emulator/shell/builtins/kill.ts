import { handlePending } from '../interpret/trap';
import { isSystemError } from '../../kernel/errno';
import { parseSignal, signalNumbers } from '../../process/signal';
import type { Signal } from '../../process/signal';
import { jobState } from '../state/jobs';
import type { Step } from '../state/step';
import { findJob, resume } from './jobs';
import type { Builtin, BuiltinCall } from './types';

export const kill: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]',
  summary: 'Send a signal to a job.',
  *run(call) {
    const { shell, name, args } = call;
    let signal: Signal | 0 = 'SIGTERM';
    let rest = args;
    const [first] = args;
    if (first === undefined) {
      if (shell.flavour === 'ash') {
        yield* shell.writeError(`${shell.name}: you need to specify whom to kill\n`);
        return 1;
      }
      yield* shell.writeError('kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n');
      return 2;
    }
    if (first === '-l' || first === '-L') return yield* listSignals(call, args.slice(1));
    if (first === '-s' || first === '-n' || (/^-./.test(first) && first !== '--')) {
      const spec = first === '-s' || first === '-n' ? args[1] : first.slice(1);
      rest = args.slice(first === '-s' || first === '-n' ? 2 : 1);
      if (spec === undefined) {
        yield* shell.complainAs(name, `${first}: option requires an argument`);
        return 1;
      }
      const parsed = spec === '0' || spec.toUpperCase() === 'EXIT' ? 0 : parseSignal(spec);
      if (parsed === undefined) {
        yield* shell.complainAs(name, `${spec}: invalid signal specification`);
        return 1;
      }
      signal = parsed;
    }
    if (rest[0] === '--') rest = rest.slice(1);
    let status = 0;
    for (const text of rest) {
      let target: number;
      if (text.startsWith('%')) {
        const job = yield* findJob(call, text);
        if (!job) {
          status = 1;
          continue;
        }
        target = shell.jobControl ? -job.group : (job.pids[0] as number);
        if (jobState(job) === 'stopped' && (signal === 'SIGTERM' || signal === 'SIGHUP')) {
          shell.process.kill(target, signal);
          resume(shell, job);
          continue;
        }
      } else if (/^-?\d+$/.test(text)) target = Number(text);
      else {
        yield* shell.complainAs(name, `${text}: arguments must be process or job IDs`);
        status = 1;
        continue;
      }
      try {
        shell.process.kill(target, signal);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        if (shell.flavour === 'ash') yield* shell.writeError(`${shell.name}: can't kill pid ${text}: ${error.message}\n`);
        else yield* shell.complainAs(name, shell.flavour === 'dash' ? error.message : `(${text}) - ${error.message}`);
        status = 1;
      }
    }
    const tick = shell.process.tick();
    if (tick) yield tick;
    if (shell.pendingTraps.length > 0) yield* handlePending(shell);
    return status;
  },
};

function* listSignals({ shell, name }: BuiltinCall, args: readonly string[]): Step<number> {
  const signals = Object.entries(signalNumbers);
  if (args.length === 0 && shell.flavour !== 'bash') {
    yield* shell.write(
      1,
      signals.map(([signal, number]) => (shell.flavour === 'ash' ? `${String(number).padStart(2)}) ${signal.slice(3)}\n` : `${signal.slice(3)}\n`)).join(''),
    );
    return 0;
  }
  if (args.length === 0) {
    let text = '';
    for (const [i, [signal, number]] of signals.entries())
      text += `${String(number).padStart(2)}) ${signal}${i % 5 === 4 || i === signals.length - 1 ? '\n' : '\t'}`;
    yield* shell.write(1, text);
    return 0;
  }
  let status = 0;
  for (const arg of args) {
    const number = /^\d+$/.test(arg) ? Number(arg) % 128 : undefined;
    const signal = parseSignal(number === undefined ? arg : String(number));
    if (signal) yield* shell.write(1, `${number === undefined ? signalNumbers[signal] : signal.slice(3)}\n`);
    else {
      yield* shell.complainAs(name, `${arg}: invalid signal specification`);
      status = 1;
    }
  }
  return status;
}
