import { isSystemError } from '../../kernel/errno';
import type { Program } from '../../process/types';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import type { Flavour } from '../command-line/tool';
import { parseAwk } from './awk/parse';
import { Interpreter } from './awk/run';
import { AwkError } from './awk/state';
import { readProgram } from './awk/streams';
import { unescapeText } from './awk/tokens';
import { AwkSyntaxError, type AwkProgram } from './awk/tree';
import { InputText } from './awk/value';
import { RegularExpressionError } from './regular-expression';

const options = { separator: 'F,field-separator=', assign: 'v,assign=', file: 'f,file=', version: 'W,version[=]' } as const;

/** `awk`: mawk's on a host, or busybox's. */
export const createAwk =
  (flavour: Flavour): Program =>
  async (process) => {
    const name = 'awk';
    let given: ParsedOptions<keyof typeof options>;
    try {
      given = parseOptions(process.argv.slice(1), options, { stopAtOperand: true });
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      await process.write(2, `${name}: ${error.message}\n`);
      return 2;
    }
    const operands = [...given.operands];
    let source: string | undefined;
    try {
      source = given.has('file') ? given.values('file').map((path) => readProgram(process, path)).join('\n') : operands.shift();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await process.write(2, `${name}: couldn't open file ${given.values('file').at(-1)}\n`);
      return 2;
    }
    if (source === undefined) {
      await process.write(2, 'Usage: mawk [Options] [Program] [file ...]\n\nProgram:\n    The -f option value is the name of a file containing program text.\n    If no -f option is given, a "--" ends option processing; the following\n    parameters are the program text.\n');
      return 2;
    }
    let program: AwkProgram;
    try {
      program = parseAwk(source);
    } catch (error) {
      if (!(error instanceof AwkSyntaxError)) throw error;
      await process.write(2, flavour === 'gnu' ? `awk: line ${error.near === 'end of file' ? `${error.line + 1}: missing } near end of file` : `${error.line}: ${error.message}`}\n` : `awk: cmd. line:${error.line}: Unexpected token\n`);
      return flavour === 'gnu' ? 2 : 1;
    }
    const interpreter = new Interpreter(process, program, operands, flavour === 'busybox');
    const separator = given.value('separator');
    if (separator !== undefined) interpreter.assign('FS', separator === 't' ? '\t' : unescapeText(separator));
    for (const word of given.values('assign')) interpreter.assign(word.slice(0, word.indexOf('=')), new InputText(unescapeText(word.slice(word.indexOf('=') + 1))));
    try {
      return await interpreter.run();
    } catch (error) {
      if (!(error instanceof AwkError) && !(error instanceof RegularExpressionError)) throw error;
      await interpreter.out.flush();
      await process.write(2, `${name}: ${error.message}\n`);
      return 2;
    }
  };
