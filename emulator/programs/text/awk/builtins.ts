import { wait, type Step } from '../../../shell/state/step';
import { formatDate } from '../../command-line/date-format';
import type { AwkState } from './state';
import type { Expression } from './tree';
import { formatValues, InputText, toNumber, toText, type Value } from './value';

/** What builtins need of a run. */
interface AwkEvaluator extends AwkState {
  evaluate(expression: Expression): Step<Value>;
  store(target: Expression, value: Value): Step<void>;
}

const seeds = new WeakMap<AwkState, { seed: number; state: number }>();

/** Calls one of awk's own functions. */
export function* callBuiltin(awk: AwkEvaluator, name: string, args: readonly Expression[]): Step<Value> {
  const value = function* (index: number): Step<Value> {
    const argument = args[index];
    return argument && (yield* awk.evaluate(argument));
  };
  const text = function* (index: number): Step<string> {
    return toText(yield* value(index), awk.textOf('CONVFMT'));
  };
  const number = function* (index: number): Step<number> {
    return toNumber(yield* value(index));
  };
  const source = function* (index: number): Step<string> {
    const argument = args[index];
    return argument?.kind === 'pattern' ? argument.source : yield* text(index);
  };
  switch (name) {
    case 'length': {
      const [argument] = args;
      if (argument?.kind === 'variable' && awk.cell(argument.name).array) return awk.array(argument.name).size;
      return Array.from(args.length === 0 ? awk.record.text : yield* text(0)).length;
    }
    case 'substr': {
      const characters = Array.from(yield* text(0));
      const from = Math.round(yield* number(1));
      const to = args.length > 2 ? from + Math.round(yield* number(2)) : Infinity;
      return characters.slice(Math.max(0, from - 1), Math.max(0, to - 1)).join('');
    }
    case 'index':
      return (yield* text(0)).indexOf(yield* text(1)) + 1;
    case 'split': {
      const [, target] = args;
      const whole = yield* text(0);
      const parts = awk.record.splitText(whole, args.length > 2 ? yield* source(2) : undefined);
      if (target?.kind !== 'variable') return 0;
      const array = awk.array(target.name);
      array.clear();
      for (const [index, part] of parts.entries()) array.set(String(index + 1), new InputText(part));
      return parts.length;
    }
    case 'sub':
    case 'gsub':
      return yield* substitute(awk, args, yield* source(0), yield* text(1), name === 'gsub');
    case 'match': {
      const found = awk.record.expression(yield* source(1)).exec(yield* text(0));
      awk.assign('RSTART', found ? found.index + 1 : 0);
      awk.assign('RLENGTH', found ? found[0].length : -1);
      return found ? found.index + 1 : 0;
    }
    case 'sprintf': {
      const values: Value[] = [];
      for (let index = 1; index < args.length; index++) values.push(yield* value(index));
      return formatValues(yield* text(0), values);
    }
    case 'tolower':
      return (yield* text(0)).toLowerCase();
    case 'toupper':
      return (yield* text(0)).toUpperCase();
    case 'int':
      return Math.trunc(yield* number(0));
    case 'sqrt':
    case 'sin':
    case 'cos':
    case 'exp':
    case 'log':
      return Math[name](yield* number(0));
    case 'atan2':
      return Math.atan2(yield* number(0), yield* number(1));
    case 'rand':
    case 'srand':
      return yield* random(awk, name, args.length > 0 ? yield* number(0) : undefined);
    case 'system':
      yield* wait(awk.out.flush());
      return yield* wait(awk.streams.system(yield* text(0)));
    case 'close':
      yield* wait(awk.out.flush());
      return yield* wait(awk.streams.close(yield* text(0)));
    case 'fflush':
      yield* wait(awk.out.flush());
      return 0;
    case 'systime':
      return Math.floor(awk.process.system.clock.now() / 1000);
    default:
      return formatDate(args.length > 0 ? yield* text(0) : '%a %b %e %H:%M:%S %Z %Y', args.length > 1 ? (yield* number(1)) * 1000 : awk.process.system.clock.now());
  }
}

function* substitute(awk: AwkEvaluator, args: readonly Expression[], source: string, replacement: string, all: boolean): Step<number> {
  const target: Expression = args[2] ?? { kind: 'field', index: { kind: 'number', value: 0 } };
  const before = toText(yield* awk.evaluate(target));
  let count = 0;
  const after = before.replace(new RegExp(awk.record.expression(source).source, all ? 'g' : ''), (match: string) => {
    count++;
    return replacement.replaceAll(/\\\\&|\\&|&/g, (mark) => (mark === '&' ? match : mark === '\\&' ? '&' : `\\${match}`));
  });
  if (count > 0) yield* awk.store(target, after);
  return count;
}

function* random(awk: AwkEvaluator, name: string, seed: number | undefined): Step<number> {
  const state = seeds.get(awk) ?? { seed: 0, state: 1 };
  seeds.set(awk, state);
  if (name === 'srand') {
    const before = state.seed;
    state.seed = seed ?? Math.floor(awk.process.system.clock.now() / 1000);
    state.state = (state.seed * 2_654_435_761 + 1) >>> 0;
    return before;
  }
  state.state = (Math.imul(state.state, 1_664_525) + 1_013_904_223) >>> 0;
  return state.state / 2 ** 32;
}
