import { decode } from '../../kernel/bytes';
import { readUntil } from '../interpret/read-line';
import { singleQuote } from '../expand/quote';
import { makeArray } from '../state/assign';
import { isName } from '../state/variables';
import { parseOptions } from './options-parser';
import type { Builtin } from './types';

export const mapfile: Builtin = {
  flavours: ['bash'],
  synopsis: '[-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]',
  summary: 'Read lines from the standard input into an indexed array variable.',
  *run(call) {
    const { shell, name: command } = call;
    const parsed = yield* parseOptions(
      call,
      'd:n:O:s:tu:C:c:',
      `${command} [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]`,
    );
    if (!parsed) return 2;
    const [name = 'MAPFILE'] = parsed.rest;
    if (!isName(name)) {
      yield* shell.complainAs(command, `\`${name}': not a valid identifier`);
      return 1;
    }
    const delimiterText = parsed.value('d') ?? '\n';
    const delimiter = delimiterText === '' ? 0 : delimiterText.charCodeAt(0);
    const most = Number(parsed.value('n') ?? 0) || Infinity;
    const skip = Number(parsed.value('s') ?? 0);
    const origin = Number(parsed.value('O') ?? 0);
    const callback = parsed.value('C');
    const quantum = Number(parsed.value('c') ?? 5000);
    const variable = shell.variables.forAssignment(name);
    if (parsed.has('O')) makeArray(variable, false);
    else variable.value = [];
    const array = variable.value as string[];
    let read = 0;
    for (let stored = 0; stored < most;) {
      const found = yield* readUntil(shell, Number(parsed.value('u') ?? 0), delimiter);
      if (!found) break;
      if (read++ < skip) continue;
      const line = decode(found.line) + (parsed.has('t') || !found.complete ? '' : String.fromCharCode(delimiter).replace('\u0000', ''));
      if (callback !== undefined && (stored + 1) % quantum === 0) yield* shell.engine.runText(shell, `${callback} ${origin + stored} ${singleQuote(line)}`);
      array[origin + stored] = line;
      stored++;
    }
    return 0;
  },
};
