import { decode } from '../../kernel/bytes';
import { readByteLines } from '../command-line/input';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { displayWidth } from '../command-line/width';
import { NumberError, readNumber, showNumber } from './numfmt-scale';
import { debugNotes, numfmtOptions, readNumfmtSettings, SettingError, type NumfmtSettings } from './numfmt-settings';

type Key = keyof typeof numfmtOptions;

const help = `Usage: numfmt [OPTION]... [NUMBER]...
Reformat NUMBER(s), or the numbers from standard input if none are specified.

      --debug          print warnings about invalid input
  -d, --delimiter=X    use X instead of whitespace for field delimiter
      --field=FIELDS   replace the numbers in these input fields (default=1)
      --format=FORMAT  use printf style floating-point FORMAT
      --from=UNIT      auto-scale input numbers to UNITs; default is 'none'
      --from-unit=N    specify the input unit size (instead of the default 1)
      --grouping       use locale-defined grouping of digits, e.g. 1,000,000
      --header[=N]     print (without converting) the first N header lines
      --invalid=MODE   failure mode for invalid numbers: MODE can be:
                         abort (default), fail, warn, ignore
      --padding=N      pad the output to N characters; negative N will
                         left-align; the default is to pad where there
                         was whitespace
      --round=METHOD   use METHOD for rounding when scaling; METHOD can be:
                         up, down, from-zero (default), towards-zero, nearest
      --suffix=SUFFIX  add SUFFIX to output numbers, and accept optional
                         SUFFIX in input numbers
      --to=UNIT        auto-scale output numbers to UNITs
      --to-unit=N      the output unit size (instead of the default 1)
  -z, --zero-terminated    line delimiter is NUL, not newline
      --help           display this help and exit
      --version        output version information and exit

UNIT is none, auto (K = 1000, Ki = 1024; only to read), si, iec or iec-i.

Exit status is 0 if all input numbers were successfully converted.
By default, numfmt will stop at the first conversion error with exit status 2.
With --invalid='fail' a warning is printed for each conversion error
and the exit status is 2.
`;

/** A field's number converted; the widths of what stood there count. Throws {@link NumberError}. */
function convert(text: string, field: number, settings: NumfmtSettings): string {
  const { suffix } = settings;
  const number = suffix !== '' && text.length > suffix.length && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
  const bare = number.replace(/^[ \t]+/, '');
  const natural = settings.padding === 0 && settings.delimiter === undefined && (bare.length < number.length || field > 1) ? displayWidth(number) : 0;
  const { value, precision } = readNumber(bare, settings.from);
  const scaled = (value * settings.fromUnit) / settings.toUnit;
  let shown = showNumber(scaled, precision, settings.precision, settings.to, settings.rounding);
  if (settings.zeroPadding > 0) {
    const sign = shown.startsWith('-') ? '-' : '';
    shown = sign + shown.slice(sign.length).padStart(settings.zeroPadding - sign.length, '0');
  }
  const all = shown + suffix;
  const width = settings.padding || natural;
  const gap = ' '.repeat(Math.max(0, Math.abs(width) - displayWidth(all)));
  return settings.before + (width < 0 ? all + gap : gap + all) + settings.after;
}

/** The fields of a line with what separates them: with blanks, those in front belong to the field. */
function splitFields(line: string, delimiter: string | undefined): string[] {
  return delimiter === undefined ? (line.match(/[ \t\n]*[^ \t\n]+|[ \t\n]+$/g) ?? [line]).map((field, index) => (index === 0 ? field : field.slice(1))) : delimiter === '' ? [line] : line.split(delimiter);
}

/** Converts a line. With `--invalid=abort` a number that is none is thrown. */
async function convertLine(tool: Tool<Key>, line: string, settings: NumfmtSettings): Promise<string> {
  const parts: string[] = [];
  for (const [index, text] of splitFields(line, settings.delimiter).entries()) {
    if (!settings.fields(index + 1)) {
      parts.push(text);
      continue;
    }
    try {
      parts.push(convert(text, index + 1, settings));
    } catch (error) {
      if (!(error instanceof NumberError)) throw error;
      if (settings.invalid === 'abort') {
        await tool.out.write(parts.map((part) => part + (settings.delimiter ?? ' ')).join(''));
        throw error;
      }
      if (settings.invalid === 'fail') tool.code = 2;
      if (settings.invalid !== 'ignore') {
        await tool.out.flush();
        await tool.process.write(2, `numfmt: ${error.message}\n`);
      }
      parts.push(text);
    }
  }
  return parts.join(settings.delimiter ?? ' ');
}

async function run(tool: Tool<Key>): Promise<number> {
  const { process, out, operands, options } = tool;
  const settings = readNumfmtSettings(options);
  if (options.has('debug')) for (const note of debugNotes(options, operands.length > 0)) await process.write(2, `numfmt: ${note}\n`);
  const end = options.has('zero') ? '\0' : '\n';
  for (const operand of operands) await out.write((await convertLine(tool, operand, settings)) + end);
  if (operands.length > 0) return tool.code;
  let header = settings.header;
  for await (const bytes of readByteLines(process, 0, end.charCodeAt(0))) {
    const line = decode(bytes);
    const terminated = line.endsWith(end);
    const text = terminated ? line.slice(0, -1) : line;
    await out.write((header-- > 0 ? text : await convertLine(tool, text, settings)) + (terminated ? end : ''));
  }
  return tool.code;
}

/** `numfmt`: numbers with and without the suffixes of their sizes. Only GNU has it. */
export const createNumfmt = (flavour: Flavour) =>
  createTool<Key>(
    {
      name: 'numfmt',
      options: numfmtOptions,
      help,
      async run(tool) {
        try {
          return await run(tool);
        } catch (error) {
          if (!(error instanceof NumberError) && !(error instanceof SettingError)) throw error;
          await tool.complain(error.message, error instanceof NumberError ? 2 : 1);
          return tool.code;
        }
      },
    },
    flavour,
  );
