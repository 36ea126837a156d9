import { decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import { rawModes, type Terminal } from '../../process/terminal';
import type { Process } from '../../process/types';
import { readAll } from '../command-line/input';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

/** A text on a screen, and where the reader is in it. */
interface View {
  readonly lines: readonly string[];
  readonly name: string;
  top: number;
  pattern: RegExp | undefined;
  message: string;
}

const createPager = (name: 'less' | 'more') => (flavour: Flavour) =>
  createTool(
    {
      name,
      options: { numbers: 'N,LINE-NUMBERS', raw: 'R,RAW-CONTROL-CHARS', chop: 'S,chop-long-lines', quitIfFits: 'F,quit-if-one-screen', keepScreen: 'X,no-init', ignoreCase: 'i,I', squeeze: 's', quitAtEnd: 'e,E' },
      help: `Usage: ${name} [options] [file]...\n\n  q quit   SPACE next screen   b back   ENTER next line   /pattern search   g first line   G last line\n`,
      isOperand: (word) => word.startsWith('+'),
      async run(tool) {
        const { process } = tool;
        const files = tool.operands.filter((word) => !word.startsWith('+'));
        if (files.length === 0 && process.terminal(0)) throw new UsageError(name === 'less' ? 'Missing filename ("less --help" for help)' : 'bad usage');
        let text = '';
        for (const path of files.length > 0 ? files : ['-']) {
          try {
            const descriptor = path === '-' ? 0 : await process.open(path, { read: true });
            if (process.fileAttributes(descriptor).kind === 'directory') {
              await process.write(2, name === 'less' ? `${path} is a directory\n` : `\n*** ${path}: directory ***\n\n`);
              return 1;
            }
            text += decode(await readAll(process, descriptor));
            if (descriptor !== 0) process.close(descriptor);
          } catch (error) {
            if (!isSystemError(error)) throw error;
            await process.write(2, name === 'less' ? `${path}: ${error.message}\n` : `more: cannot open ${path}: ${error.message}\n`);
            return 1;
          }
        }
        const screen = process.terminal(1);
        if (!screen) {
          await tool.out.write(text);
          return 0;
        }
        await browse(tool, name, screen, text, files[0] ?? '');
        return 0;
      },
    },
    flavour,
  );

/** `less` and `more`: a screen at a time; into files and pipes, everything. */
export const createLess = createPager('less');
export const createMore = createPager('more');

async function browse<Key extends string>(tool: Tool<Key>, kind: 'less' | 'more', screen: Terminal, text: string, name: string): Promise<void> {
  const { process } = tool;
  const lines = text.replace(/\n$/, '').split('\n').flatMap((line) => wrap(line, screen.size.columns));
  const view: View = { lines, name, top: 0, pattern: undefined, message: name };
  if ((kind === 'more' || tool.options.has('quitIfFits' as Key)) && lines.length < screen.size.rows) return void (await process.write(1, text));
  // Keys come from the terminal even when the text came through standard input.
  const next = createKeyReader(process, process.terminal(0) ? 0 : await process.open('/dev/tty', { read: true }));
  const modes = screen.modes;
  screen.modes = { ...rawModes, newlineToReturn: true };
  process.onSignal('SIGWINCH', () => undefined);
  if (kind === 'less') await process.write(1, '\u001b[?1049h');
  try {
    let quit = false;
    while (!quit) {
      await process.write(1, draw(view, screen, kind));
      try {
        quit = await obey(process, view, screen, kind, next, await next());
      } catch (error) {
        if (!isSystemError(error, 'EINTR')) throw error; // the window has another size now
      }
    }
  } finally {
    screen.modes = modes;
  }
  await process.write(1, kind === 'less' ? '\u001b[?1049l' : '\r\u001b[K');
}

const wrap = (line: string, columns: number): string[] => {
  const text = line.replaceAll('\t', '        ');
  return text.length <= columns ? [text] : (text.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? ['']);
};

function draw(view: View, { size }: Terminal, kind: 'less' | 'more'): string {
  const height = size.rows - 1;
  const shown = view.lines.slice(view.top, view.top + height);
  const rows = Array.from({ length: height }, (_, index) => {
    const line = shown[index];
    if (line === undefined) return '~';
    return view.pattern ? line.replaceAll(new RegExp(view.pattern.source, 'g'), (match) => (match === '' ? '' : `\u001b[7m${match}\u001b[27m`)) : line;
  });
  const atEnd = view.top + height >= view.lines.length;
  const percent = Math.min(100, Math.floor(((view.top + height) / view.lines.length) * 100));
  const status = kind === 'more' ? `\u001b[7m--More--(${percent}%)\u001b[27m` : view.message !== '' ? `\u001b[7m${view.message}\u001b[27m` : atEnd ? '\u001b[7m(END)\u001b[27m' : ':';
  return `\u001b[H${rows.map((row) => `${row}\u001b[K\n`).join('')}${status}\u001b[K`;
}

type KeyReader = () => Promise<string>;

/** Gives one key at a time, however many came at once. */
function createKeyReader(process: Process, descriptor: number): KeyReader {
  const waiting: string[] = [];
  return async () => {
    while (waiting.length === 0) {
      const bytes = await process.read(descriptor);
      if (bytes.length === 0) return 'q';
      waiting.push(...(decode(bytes).match(/\u001b(?:\[[0-9;]*[~A-Za-z]|O[A-Z])|[^]/gu) ?? []));
    }
    return waiting.shift() ?? '';
  };
}

/** Carries out a key; true to end. */
async function obey(process: Process, view: View, { size }: Terminal, kind: 'less' | 'more', next: KeyReader, key: string): Promise<boolean> {
  const page = size.rows - 1;
  const last = Math.max(0, view.lines.length - page);
  const go = (to: number) => {
    view.top = Math.max(0, Math.min(last, to));
    view.message = '';
  };
  switch (key) {
    case 'q':
    case 'Q':
    case '\u0003':
      return true;
    case ' ':
    case 'f':
    case '\u0006':
    case '\u001b[6~':
      if (kind === 'more' && view.top >= last) return true;
      go(view.top + page);
      break;
    case 'b':
    case '\u0002':
    case '\u001b[5~':
      go(view.top - page);
      break;
    case '\r':
    case '\n':
    case 'j':
    case 'e':
    case '\u001b[B':
    case '\u001bOB':
      if (kind === 'more' && view.top >= last) return true;
      go(view.top + 1);
      break;
    case 'k':
    case 'y':
    case '\u001b[A':
    case '\u001bOA':
      go(view.top - 1);
      break;
    case 'd':
      go(view.top + Math.floor(page / 2));
      break;
    case 'u':
      go(view.top - Math.floor(page / 2));
      break;
    case 'g':
    case '<':
    case '\u001b[H':
      go(0);
      break;
    case 'G':
    case '>':
    case '\u001b[F':
      go(last);
      break;
    case '/':
    case '?':
      await search(process, view, next, size.rows, key === '/' ? 1 : -1, go);
      break;
    case 'n':
      find(view, 1, go);
      break;
    case 'N':
      find(view, -1, go);
      break;
    default:
      view.message = '';
  }
  return false;
}

async function search(process: Process, view: View, next: KeyReader, row: number, direction: 1 | -1, go: (to: number) => void): Promise<void> {
  let text = '';
  for (;;) {
    await process.write(1, `\u001b[${row};1H${direction === 1 ? '/' : '?'}${text}\u001b[K`);
    const key = await next();
    if (key === '\r' || key === '\n') break;
    if (key === '\u001b' || key === '\u0003') return;
    text = key === '\u007f' || key === '\b' ? text.slice(0, -1) : text + key;
  }
  try {
    if (text !== '') view.pattern = new RegExp(text);
  } catch {
    view.message = 'Invalid pattern  (press RETURN)'; // RegExp throws nothing else
    return;
  }
  find(view, direction, go);
}

function find(view: View, direction: 1 | -1, go: (to: number) => void): void {
  if (!view.pattern) return void (view.message = 'No previous regular expression  (press RETURN)');
  for (let at = view.top + direction; at >= 0 && at < view.lines.length; at += direction) if (view.pattern.test(view.lines[at] ?? '')) return go(at);
  view.message = 'Pattern not found  (press RETURN)';
}
