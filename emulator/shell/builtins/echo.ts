import { unescape } from '../expand/quote';
import type { Builtin } from './types';

export const echo: Builtin = {
  flavours: ['bash', 'dash', 'ash'],
  synopsis: '[-neE] [arg ...]',
  summary: 'Write arguments to the standard output.',
  *run({ shell, args }) {
    let newline = true;
    // dash has no -e: it always interprets.
    let escapes = shell.flavour === 'dash' || shell.options.shell('xpg_echo');
    let first = 0;
    for (; first < args.length; first++) {
      const arg = args[first] as string;
      if (!(shell.flavour === 'dash' ? /^-n$/ : /^-[neE]+$/).test(arg)) break;
      for (const letter of arg.slice(1)) {
        if (letter === 'n') newline = false;
        else escapes = letter === 'e';
      }
    }
    let text = args.slice(first).join(' ');
    if (escapes) {
      const result = unescape(text, 'echo');
      ({ text } = result);
      if (result.stop) newline = false;
    }
    yield* shell.write(1, newline ? `${text}\n` : text);
    return 0;
  },
};
