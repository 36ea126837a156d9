import { formatTime } from '../expand/prompt';
import { loadHistory, saveHistory } from '../state/history-file';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

export const history: Builtin = {
  flavours: ['bash', 'ash'],
  synopsis: '[-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]',
  summary: 'Display or manipulate the history list.',
  *run(call) {
    const { shell, name: command } = call;
    const parsed = yield* parseOptions(call, 'cd:anrwps', 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]');
    if (!parsed) return 2;
    const { history: list } = shell;
    const [first] = parsed.rest;
    if (parsed.has('c')) {
      list.clear();
      return 0;
    }
    if (parsed.has('d')) {
      const offset = Number(parsed.value('d'));
      if (list.remove(offset < 0 ? list.nextNumber() + offset : offset)) return 0;
      yield* shell.complainAs(command, `${parsed.value('d')}: history position out of range`);
      return 1;
    }
    if (parsed.has('s')) {
      list.add(parsed.rest.join(' '));
      return 0;
    }
    if (parsed.has('p')) {
      yield* shell.write(1, parsed.rest.map((text) => `${text}\n`).join(''));
      return 0;
    }
    if (parsed.has('w')) saveHistory(shell, false, first);
    else if (parsed.has('a')) saveHistory(shell, true, first);
    else if (parsed.has('r') || parsed.has('n')) loadHistory(shell, first);
    else return yield* show(shell, command, first);
    return 0;
  },
};

function* show(shell: Shell, command: string, count: string | undefined): Step<number> {
  if (count !== undefined && !/^\d+$/.test(count)) {
    yield* shell.complainAs(command, `${count}: numeric argument required`);
    return 1;
  }
  const all = shell.history.all();
  const from = count === undefined ? 0 : Math.max(0, all.length - Number(count));
  const format = shell.variables.get('HISTTIMEFORMAT');
  const time = format === undefined ? '' : formatTime(format, shell.now());
  const first = shell.history.firstNumber();
  yield* shell.write(
    1,
    all
      .slice(from)
      .map((line, i) => `${String(first + from + i).padStart(5)}  ${time}${line}\n`)
      .join(''),
  );
  return 0;
}

export const fc: Builtin = {
  flavours: ['bash'],
  synopsis: '[-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]',
  summary: 'Display or execute commands from the history list.',
  *run(call) {
    const { shell, name: command } = call;
    const parsed = yield* parseOptions(call, 'e:lnrs', 'fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]');
    if (!parsed) return 2;
    const { history: list } = shell;
    // The fc command itself is the last entry and does not count.
    const last = list.nextNumber() - 2;
    const locate = (text: string | undefined, fallback: number): number => {
      if (text === undefined) return fallback;
      if (/^-?\d+$/.test(text)) return Number(text) < 0 ? last + 1 + Number(text) : Math.min(Number(text), last);
      for (let number = last; number >= list.firstNumber(); number--) if (list.get(number)?.startsWith(text)) return number;
      return -1;
    };
    if (parsed.has('s') || (parsed.value('e') === '-' && !parsed.has('l'))) {
      const [change] = parsed.rest[0]?.includes('=') ? parsed.rest : [];
      const number = locate(parsed.rest[change === undefined ? 0 : 1], last);
      const text = list.get(number);
      if (text === undefined) {
        yield* shell.complainAs(command, 'no command found');
        return 1;
      }
      const [from = '', to = ''] = change?.split('=') ?? [];
      const next = change === undefined ? text : text.replaceAll(from, to);
      yield* shell.writeError(`${next}\n`);
      list.replaceLast(next);
      return yield* shell.engine.runText(shell, next);
    }
    if (!parsed.has('l')) {
      yield* shell.complainAs(command, 'no editor here: use fc -l to list and fc -s to run again');
      return 1;
    }
    let from = locate(parsed.rest[0], Math.max(list.firstNumber(), last - 15));
    let to = locate(parsed.rest[1], last);
    if (from < 0 || to < 0) {
      yield* shell.complainAs(command, 'history specification out of range');
      return 1;
    }
    const reverse = parsed.has('r') !== from > to;
    if (from > to) [from, to] = [to, from];
    const lines: string[] = [];
    for (let number = from; number <= to; number++) lines.push(`${parsed.has('n') ? '' : number}\t ${list.get(number) ?? ''}\n`);
    yield* shell.write(1, (reverse ? lines.reverse() : lines).join(''));
    return 0;
  },
};
