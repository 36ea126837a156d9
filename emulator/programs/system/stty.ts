import { cookedModes, rawModes, type Terminal, type TerminalModes } from '../../process/terminal';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

/** Settings by stty's names, and the mode that each stands for here. */
const named: Readonly<Record<string, keyof TerminalModes>> = { icanon: 'canonical', echo: 'echo', isig: 'signals', icrnl: 'returnToNewline', opost: 'newlineToReturn', onlcr: 'newlineToReturn' };
/** In the order of the bits that `stty -g` shows them as. */
const modeNames = Object.keys(cookedModes) as (keyof TerminalModes)[];
/** Settings that are taken and shown, but change nothing here. */
const inert = new Set(['brkint', 'imaxbel', 'iutf8', 'ixon', 'ixany', 'ixoff', 'iexten', 'echoe', 'echok', 'echonl', 'echoctl', 'echoke', 'noflsh', 'tostop', 'parenb', 'parodd', 'cread', 'hupcl', 'clocal', 'crtscts', 'inlcr', 'igncr', 'inpck', 'istrip', 'ignbrk', 'ignpar', 'parmrk', 'ocrnl', 'onocr', 'onlret', 'xcase', 'cs8']);
const characters = new Set(['intr', 'quit', 'erase', 'kill', 'eof', 'eol', 'eol2', 'swtch', 'start', 'stop', 'susp', 'rprnt', 'werase', 'lnext', 'discard', 'min', 'time', 'speed', 'ispeed', 'ospeed']);

/** `stty`. */
export const createStty = (flavour: Flavour) =>
  createTool(
    {
      name: 'stty',
      options: { all: 'a,all', save: 'g,save', file: 'F,file=' },
      help: 'Usage: stty [-F DEVICE | --file=DEVICE] [SETTING]...\n  or:  stty [-F DEVICE | --file=DEVICE] [-a|--all]\n  or:  stty [-F DEVICE | --file=DEVICE] [-g|--save]\nPrint or change terminal characteristics.\n',
      isOperand: (word) => /^-[a-z]{2,}/.test(word) && (word.slice(1) in named || inert.has(word.slice(1)) || ['raw', 'cooked', 'nl'].includes(word.slice(1))),
      run,
    },
    flavour,
  );

async function run(tool: Tool<'all' | 'save' | 'file'>): Promise<void> {
  const path = tool.options.value('file');
  let terminal: Terminal | undefined;
  try {
    terminal = tool.process.terminal(path === undefined ? 0 : await tool.process.open(path, { read: true }));
  } catch (error) {
    return await tool.complainOf(path ?? "'standard input'", error);
  }
  if (!terminal) return await tool.complain(tool.flavour === 'busybox' ? 'standard input: Inappropriate ioctl for device' : `'${path ?? 'standard input'}': Inappropriate ioctl for device`);
  if (tool.operands.length > 0) await change(tool, terminal);
  else if (tool.options.has('save')) {
    const bits = modeNames.reduce((sum, name, index) => sum + (terminal?.modes[name] ? 1 << index : 0), 0);
    await tool.out.write(`500:5:bf:8a3b:3:1c:7f:15:4:0:1:0:11:13:1a:0:12:f:17:16:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:${bits.toString(16)}\n`);
  } else await tool.out.write(tool.options.has('all') ? describe(terminal) : summary(terminal.modes));
}

async function change(tool: Tool<'all' | 'save' | 'file'>, terminal: Terminal): Promise<void> {
  const words = [...tool.operands];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const off = word.startsWith('-');
    const name = off ? word.slice(1) : word;
    const mode = named[name];
    const saved = /^500:.*:([0-9a-f]+)$/.exec(word)?.[1];
    if (word === 'size') await tool.out.write(`${terminal.size.rows} ${terminal.size.columns}\n`);
    else if (['cols', 'columns', 'rows'].includes(word)) {
      const value = words.shift();
      if (value === undefined) throw new UsageError(`missing argument to \u2018${word}\u2019`);
      if (!/^\d+$/.test(value)) throw new UsageError(`invalid integer argument: \u2018${value}\u2019`);
      terminal.resize({ ...terminal.size, [word === 'rows' ? 'rows' : 'columns']: Number(value) });
    } else if (word === 'sane') terminal.modes = { ...cookedModes };
    else if (name === 'raw' || name === 'cooked') terminal.modes = { ...((name === 'raw') !== off ? rawModes : cookedModes), echo: terminal.modes.echo };
    else if (name === 'nl') terminal.modes = { ...terminal.modes, returnToNewline: off, newlineToReturn: off };
    else if (word === 'cbreak' || word === '-cbreak') terminal.modes = { ...terminal.modes, canonical: off };
    else if (mode) terminal.modes = { ...terminal.modes, [mode]: !off };
    else if (saved !== undefined) terminal.modes = restore(Number.parseInt(saved, 16));
    else if (characters.has(word)) words.shift();
    else if (!inert.has(name) && !/^\d+$/.test(word)) throw new UsageError(`invalid argument \u2018${word}\u2019`);
  }
}

function restore(bits: number): TerminalModes {
  const modes = { ...cookedModes };
  for (const [index, key] of modeNames.entries()) modes[key] = (bits & (1 << index)) !== 0;
  return modes;
}

function changed(modes: TerminalModes): string {
  return Object.entries({ icrnl: modes.returnToNewline, opost: modes.newlineToReturn, isig: modes.signals, icanon: modes.canonical, echo: modes.echo })
    .flatMap(([name, on]) => (on ? [] : [`-${name}`]))
    .join(' ');
}

function summary(modes: TerminalModes): string {
  const rest = changed(modes);
  return `speed 38400 baud; line = 0;\n-brkint -imaxbel iutf8\n${rest === '' ? '' : `${rest}\n`}`;
}

function describe({ modes, size }: Terminal): string {
  const flag = (on: boolean, name: string) => (on ? name : `-${name}`);
  return `speed 38400 baud; rows ${size.rows}; columns ${size.columns}; line = 0;
intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>; eol2 = <undef>; swtch = <undef>; start = ^Q;
stop = ^S; susp = ^Z; rprnt = ^R; werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;
-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts
-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr ${flag(modes.returnToNewline, 'icrnl')} ixon -ixoff -iuclc -ixany -imaxbel iutf8
${flag(modes.newlineToReturn, 'opost')} -olcuc -ocrnl ${flag(modes.newlineToReturn, 'onlcr')} -onocr -onlret -ofill -ofdel nl0 cr0 tab0 bs0 vt0 ff0
${flag(modes.signals, 'isig')} ${flag(modes.canonical, 'icanon')} iexten ${flag(modes.echo, 'echo')} echoe echok -echonl -noflsh -xcase -tostop -echoprt echoctl echoke -flusho -extproc
`;
}

/** `clear`: the screen, and what has scrolled off it. */
export async function clear(process: { env: ReadonlyMap<string, string>; write(descriptor: number, text: string): Promise<void> }): Promise<number> {
  if (!process.env.has('TERM')) {
    await process.write(2, 'TERM environment variable not set.\n');
    return 1;
  }
  await process.write(1, '\u001b[H\u001b[2J\u001b[3J');
  return 0;
}
