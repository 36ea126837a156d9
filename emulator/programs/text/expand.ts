import { readByteLines, forEachInput } from '../command-line/input';
import { createTool, type Flavour, type Tool } from '../command-line/tool';
import { TabError, TabStops } from './tab-stops';

const tab = 9;
const newline = 10;
const space = 32;
const backspace = 8;

/** `-4,8` is a list of tab stops, as it was before there was `-t`; `-t` takes several lists. */
function readStops<Key extends string>(tool: Tool<Key | 'tabs'>): TabStops {
  if (tool.flavour === 'gnu') return TabStops.read(tool.options.values('tabs'));
  const given = tool.options.value('tabs') ?? '8';
  if (!/^\d+$/.test(given) || Number(given) === 0) throw new TabError(/^\d+$/.test(given) ? 'tab size cannot be 0' : `invalid number '${given}'`);
  return TabStops.read([given]);
}

/** Runs `work` with the tab stops; a list that is none is complained of. */
async function withStops<Key extends string>(tool: Tool<Key | 'tabs'>, work: (stops: TabStops) => Promise<void>): Promise<void> {
  let stops: TabStops;
  try {
    stops = readStops(tool);
  } catch (error) {
    if (!(error instanceof TabError)) throw error;
    return await tool.complain(error.message);
  }
  await work(stops);
}

/** Columns that a byte takes: GNU's tools count bytes, busybox's characters. */
const widthOf = (byte: number, flavour: Flavour) => (flavour === 'busybox' && byte >= 0x80 && byte < 0xc0 ? 0 : 1);

function expandLine(line: Uint8Array, stops: TabStops, initialOnly: boolean, flavour: Flavour): Uint8Array {
  const out: number[] = [];
  let column = 0;
  let convert = true;
  for (const byte of line) {
    if (byte === tab && convert) {
      const next = stops.next(column) ?? column + 1;
      for (; column < next; column++) out.push(space);
      continue;
    }
    if (byte === backspace) column = Math.max(0, column - 1);
    else if (byte === tab) column = stops.next(column) ?? column + 1;
    else column += widthOf(byte, flavour);
    if (initialOnly && byte !== space) convert = false;
    out.push(byte);
  }
  return Uint8Array.from(out);
}

/** `expand`: tabs become spaces. */
export const createExpand = (flavour: Flavour) =>
  createTool<'initial' | 'tabs'>(
    {
      name: 'expand',
      options: { initial: 'i,initial', tabs: 't,tabs=' },
      digits: 'tabs',
      help: `Usage: expand [OPTION]... [FILE]...
Convert tabs in each FILE to spaces, writing to standard output.

With no FILE, or when FILE is -, read standard input.

  -i, --initial    do not convert tabs after non blanks
  -t, --tabs=N     have tabs N characters apart, not 8
  -t, --tabs=LIST  use comma separated list of tab positions.
                     The last one may begin with '/' (a tab size for what
                     follows) or '+' (the same, counted from the stop before)
      --help       display this help and exit
      --version    output version information and exit
`,
      run: (tool) =>
        withStops(tool, (stops) =>
          forEachInput(tool, tool.operands, async (descriptor) => {
            for await (const line of readByteLines(tool.process, descriptor)) await tool.out.write(expandLine(line, stops, tool.options.has('initial'), flavour));
          }),
        ),
    },
    flavour,
  );

/** Blanks that end at tab stops become tabs; a single blank in front of a stop stays unless more blanks follow. */
function unexpandLine(line: Uint8Array, stops: TabStops, all: boolean, flavour: Flavour): Uint8Array {
  const out: number[] = [];
  let pending: number[] = [];
  let column = 0;
  let convert = true;
  let afterBlank = true;
  let oneBeforeStop = false;
  const flush = () => {
    if (pending.length > 1 && oneBeforeStop) pending[0] = tab;
    out.push(...pending);
    pending = [];
    oneBeforeStop = false;
  };
  for (const given of line) {
    let byte = given;
    const blank = convert && (byte === space || byte === tab);
    if (convert) {
      const stop = blank ? stops.next(column) : undefined;
      if (blank && stop === undefined) convert = false;
      else if (blank && stop !== undefined) {
        if (byte === tab) {
          column = stop;
          if (pending.length > 0) pending[0] = tab;
        } else {
          column++;
          if (!(afterBlank && column === stop)) {
            if (column === stop) oneBeforeStop = true;
            pending.push(byte);
            afterBlank = true;
            continue;
          }
          byte = tab;
          pending[0] = tab;
        }
        pending = oneBeforeStop ? pending.slice(0, 1) : [];
      } else if (byte === backspace) column = Math.max(0, column - 1);
      else if (byte !== newline) column += widthOf(byte, flavour);
      flush();
      afterBlank = blank;
      if (!all && !blank) convert = false;
    }
    out.push(byte);
  }
  flush();
  return Uint8Array.from(out);
}

/** `unexpand`: spaces become tabs. */
export const createUnexpand = (flavour: Flavour) =>
  createTool<'all' | 'first' | 'tabs'>(
    {
      name: 'unexpand',
      options: { all: 'a,all', first: flavour === 'gnu' ? 'first-only' : 'f,first-only', tabs: 't,tabs=' },
      digits: 'tabs',
      help: `Usage: unexpand [OPTION]... [FILE]...
Convert blanks in each FILE to tabs, writing to standard output.

With no FILE, or when FILE is -, read standard input.

  -a, --all        convert all blanks, instead of just initial blanks
      --first-only  convert only leading sequences of blanks (overrides -a)
  -t, --tabs=N     have tabs N characters apart instead of 8 (enables -a)
  -t, --tabs=LIST  use comma separated list of tab positions.
                     The last one may begin with '/' (a tab size for what
                     follows) or '+' (the same, counted from the stop before)
      --help       display this help and exit
      --version    output version information and exit
`,
      run: (tool) =>
        withStops(tool, (stops) => {
          const { options } = tool;
          const all = (options.has('all') || options.has('tabs')) && !options.has('first');
          return forEachInput(tool, tool.operands, async (descriptor) => {
            for await (const line of readByteLines(tool.process, descriptor)) await tool.out.write(unexpandLine(line, stops, all, flavour));
          });
        }),
    },
    flavour,
  );
