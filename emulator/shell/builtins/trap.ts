import { singleQuote } from '../expand/quote';
import { setTrap } from '../interpret/trap';
import { parseSignal, signalNumbers } from '../../process/signal';
import type { Builtin } from './types';

const pseudo = ['EXIT', 'DEBUG', 'ERR', 'RETURN'];

/** The name of a trap without SIG: `2`, `int`, `SIGINT` → `INT`; undefined when it is none. */
function trapName(text: string): string | undefined {
  if (text === '0') return 'EXIT';
  const upper = text.toUpperCase();
  if (pseudo.includes(upper)) return upper;
  return parseSignal(text)?.slice(3);
}

function order(name: string): number {
  if (name === 'EXIT') return 0;
  const signal = `SIG${name}`;
  return signal in signalNumbers ? signalNumbers[signal as keyof typeof signalNumbers] : 64 + pseudo.indexOf(name);
}

export const trap: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-lp] [[arg] signal_spec ...]',
  summary: 'Trap signals and other events.',
  *run({ shell, name, args }) {
    let list = args;
    const show = (trapped: string) =>
      `trap -- ${singleQuote(shell.traps.get(trapped) ?? '')} ${pseudo.includes(trapped) || shell.flavour !== 'bash' ? trapped : `SIG${trapped}`}\n`;
    if (list[0] === '-l') return yield* shell.engine.runWords(shell, ['kill', '-l'], { onlyBuiltins: true });
    if (list[0] === '-p' || list.length === 0) {
      const names = list.length > 1 ? list.slice(1).map((text) => trapName(text) ?? '') : [...shell.traps.keys()];
      yield* shell.write(
        1,
        names
          .filter((known) => shell.traps.has(known))
          .sort((a, b) => order(a) - order(b))
          .map(show)
          .join(''),
      );
      return 0;
    }
    if (list[0] === '--') list = list.slice(1);
    else if (list[0] !== undefined && /^-./.test(list[0])) {
      yield* shell.complainAs(name, `${list[0].slice(0, 2)}: invalid option`);
      yield* shell.writeError('trap: usage: trap [-lp] [[arg] signal_spec ...]\n');
      return 2;
    }
    const [first = '', ...signals] = list;
    // One argument that names a signal resets it.
    const resets = first === '-' || signals.length === 0 || (/^\d+$/.test(first) && trapName(first) !== undefined);
    const wanted = resets && first !== '-' ? list : signals;
    if (signals.length === 0 && trapName(first) === undefined && shell.flavour === 'bash') {
      yield* shell.writeError('trap: usage: trap [-lp] [[arg] signal_spec ...]\n');
      return 2;
    }
    let status = 0;
    for (const text of wanted) {
      const trapped = trapName(text);
      if (trapped === undefined) {
        yield* shell.complainAs(name, `${text}: invalid signal specification`);
        status = 1;
      } else setTrap(shell, trapped, resets ? undefined : first);
    }
    return status;
  },
};
