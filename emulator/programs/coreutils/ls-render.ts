import { inBlocks } from '../command-line/block-size';
import { Accounts } from '../command-line/accounts';
import { formatMode } from '../command-line/mode';
import { formatHuman } from '../command-line/size';
import { displayWidth } from '../command-line/width';
import { formatDate } from '../command-line/date-format';
import type { Tool } from '../command-line/tool';
import type { Entry, LsKey, Settings } from './ls-settings';

/** Six months, the age from which `ls -l` shows the year instead of the time of day. */
const recent = 15_778_476_000;

/** The text for a list of entries; `total` for directories' contents in long format. */
export function renderEntries(tool: Tool<LsKey>, entries: readonly Entry[], settings: Settings, total: boolean): string {
  if (settings.format === 'long') return renderLong(tool, entries, settings, total);
  const head = total && settings.blocks ? renderTotal(entries, settings) : '';
  const prefixes = alignRight(entries.map((entry) => prefix(entry, settings)));
  // When any name is quoted, the others get a blank so that the names line up (GNU on a terminal).
  const aligned = settings.format !== 'single' && entries.some((entry) => /^['"]/.test(settings.quote(entry.name)) && !/^['"]/.test(entry.name));
  const cells = entries.map((entry, index) => {
    const quoted = settings.quote(entry.name);
    const pad = aligned && !/^['"]/.test(quoted) ? ' ' : '';
    const mark = indicator(entry, settings);
    return { text: `${prefixes[index]}${pad}${paint(quoted, entry, settings)}${mark}`, width: displayWidth(`${prefixes[index]}${pad}${quoted}${mark}`) };
  });
  if (settings.format === 'single') return head + cells.map((cell) => `${cell.text}${settings.zero ? '\0' : '\n'}`).join('');
  if (settings.format === 'commas') return head + renderCommas(cells, settings.width);
  return head + (tool.flavour === 'busybox' ? renderEqualColumns(cells, settings.width, settings.format === 'across') : renderColumns(cells, settings.width, settings.format === 'across'));
}

function prefix(entry: Entry, settings: Settings): string {
  const parts: string[] = [];
  if (settings.inode) parts.push(String(entry.attributes.inode));
  if (settings.blocks) parts.push(sizeText(entry.attributes.blocks * 512, settings, 1024));
  return parts.length > 0 ? `${parts.join(' ')} ` : '';
}

/** Bytes as `-h`, `--si` or `--block-size` say, else in blocks of `unit` bytes. */
function sizeText(bytes: number, settings: Settings, unit: number): string {
  return settings.human ? formatHuman(bytes, settings.human) : inBlocks(bytes, settings.blockSize ?? { bytes: unit, suffix: '' });
}

function alignRight(texts: readonly string[]): string[] {
  const width = Math.max(0, ...texts.map((text) => text.length));
  return texts.map((text) => text.padStart(width));
}

function renderTotal(entries: readonly Entry[], settings: Settings): string {
  const blocks = entries.reduce((sum, entry) => sum + entry.attributes.blocks, 0);
  return `total ${sizeText(blocks * 512, settings, 1024)}\n`;
}

function renderLong(tool: Tool<LsKey>, entries: readonly Entry[], settings: Settings, total: boolean): string {
  const accounts = new Accounts(tool.process.files);
  const now = tool.process.system.clock.now();
  const rows = entries.map((entry) => {
    const { attributes } = entry;
    const device = attributes.deviceType;
    const size = device ? `${device.major}, ${device.minor}` : sizeText(attributes.size, settings, 1);
    return [
      prefix(entry, settings).trimEnd(),
      formatMode(attributes.kind, attributes.mode),
      String(attributes.links),
      settings.owner ? (settings.numeric ? String(attributes.uid) : accounts.userName(attributes.uid)) : '',
      settings.group ? (settings.numeric ? String(attributes.gid) : accounts.groupName(attributes.gid)) : '',
      size,
      renderTime(attributes[settings.time], now, settings, tool.flavour === 'busybox'),
    ];
  });
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const leftAligned = new Set([1, 3, 4, 6]);
  const aligned = entries.some((entry) => /^['"]/.test(settings.quote(entry.name)) && !/^['"]/.test(entry.name));
  const lines = rows.map((row, index) => {
    const entry = entries[index] as Entry;
    const columns = row.flatMap((cell, column) => {
      const width = widths[column] ?? 0;
      if (width === 0) return [];
      return [leftAligned.has(column) ? cell.padEnd(width) : cell.padStart(width)];
    });
    const quoted = settings.quote(entry.name);
    const pad = aligned && !/^['"]/.test(quoted) ? ' ' : '';
    const target = entry.attributes.kind === 'symlink' ? ` -> ${tool.process.files.readLink(entry.path)}` : indicator(entry, settings);
    return `${columns.join(' ')} ${pad}${paint(quoted, entry, settings)}${target}\n`;
  });
  return (total ? renderTotal(entries, settings) : '') + lines.join('');
}

function renderTime(time: number, now: number, settings: Settings, busybox: boolean): string {
  const style = settings.timeStyle;
  if (style.startsWith('+')) return formatDate(style.slice(1), time);
  if (style === 'full-iso') return formatDate(busybox ? '%Y-%m-%d %H:%M:%S %z' : '%Y-%m-%d %H:%M:%S.%N %z', time);
  if (style === 'long-iso') return formatDate('%Y-%m-%d %H:%M', time);
  const isRecent = time <= now + 1000 && time > now - recent;
  if (style === 'iso') return formatDate(isRecent ? '%m-%d %H:%M' : '%Y-%m-%d ', time);
  return formatDate(isRecent ? '%b %e %H:%M' : '%b %e  %Y', time);
}

function indicator(entry: Entry, settings: Settings): string {
  const { kind, mode } = entry.attributes;
  if (settings.indicator === 'none') return '';
  if (kind === 'directory') return '/';
  if (settings.indicator === 'slash') return '';
  if (kind === 'symlink') return settings.format === 'long' ? '' : '@';
  if (kind === 'fifo') return '|';
  if (kind === 'socket') return '=';
  return kind === 'file' && settings.indicator === 'all' && mode & 0o111 ? '*' : '';
}

/** The colours that dircolors sets when nobody chose others. */
function paint(text: string, entry: Entry, settings: Settings): string {
  if (!settings.colour) return text;
  const code = colourOf(entry);
  return code === '' ? text : `\u001b[0m\u001b[${code}m${text}\u001b[0m`.replace('\u001b[0m', '');
}

function colourOf(entry: Entry): string {
  const { kind, mode } = entry.attributes;
  if (entry.broken) return '40;31;01';
  switch (kind) {
    case 'directory':
      return (mode & 0o1002) === 0o1002 ? '30;42' : mode & 0o002 ? '34;42' : mode & 0o1000 ? '37;44' : '01;34';
    case 'symlink':
      return '01;36';
    case 'fifo':
      return '40;33';
    case 'socket':
      return '01;35';
    case 'block':
    case 'character':
      return '40;33;01';
    case 'file':
      if (mode & 0o4000) return '37;41';
      if (mode & 0o2000) return '30;43';
      if (mode & 0o111) return '01;32';
      return /\.(tar|tgz|gz|xz|zip|zst|bz2|deb|rpm|jar)$/.test(entry.name) ? '01;31' : '';
  }
}

interface Cell {
  readonly text: string;
  readonly width: number;
}

function renderCommas(cells: readonly Cell[], width: number): string {
  let text = '';
  let at = 0;
  for (const [index, cell] of cells.entries()) {
    const last = index === cells.length - 1;
    if (index > 0) {
      const breaks = at + 2 + cell.width + (last ? 0 : 1) > width;
      text += breaks ? ',\n' : ', ';
      at = breaks ? 0 : at + 2;
    }
    text += cell.text;
    at += cell.width;
  }
  return cells.length > 0 ? `${text}\n` : '';
}

/** As many columns as fit, each as wide as its widest name and two blanks. */
function renderColumns(cells: readonly Cell[], width: number, across: boolean): string {
  if (cells.length === 0) return '';
  for (let columns = Math.min(cells.length, Math.max(1, Math.floor(width / 3))); columns >= 1; columns--) {
    const rows = Math.ceil(cells.length / columns);
    const place = (index: number) => (across ? index % columns : Math.floor(index / rows));
    const widths: number[] = [];
    for (const [index, cell] of cells.entries()) widths[place(index)] = Math.max(widths[place(index)] ?? 0, cell.width + 2);
    const last = widths.length - 1;
    const sum = widths.reduce((total, one) => total + one, 0) - 2;
    if (sum >= width && columns > 1) continue;
    let text = '';
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column <= last; column++) {
        const index = across ? row * columns + column : column * rows + row;
        const cell = cells[index];
        if (!cell) break;
        const next = cells[across ? index + 1 : index + rows];
        const isLast = column === last || !next;
        text += isLast ? cell.text : cell.text + ' '.repeat((widths[column] ?? 0) - cell.width);
        if (isLast) break;
      }
      text += '\n';
    }
    return text;
  }
  return '';
}

/** busybox's columns: all as wide as the longest name and two blanks. */
function renderEqualColumns(cells: readonly Cell[], width: number, across: boolean): string {
  const column = Math.max(0, ...cells.map((cell) => cell.width)) + 2;
  const columns = Math.max(1, Math.floor(width / column));
  const rows = Math.ceil(cells.length / columns);
  let text = '';
  for (let row = 0; row < rows; row++) {
    const inRow = cells.filter((_, index) => (across ? Math.floor(index / columns) : index % rows) === row);
    text += `${inRow.map((cell, index) => (index === inRow.length - 1 ? cell.text : cell.text + ' '.repeat(column - cell.width))).join('')}\n`;
  }
  return text;
}
