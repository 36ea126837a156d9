import { SafeExpression } from '../../kernel/expression/safe-expression';
import type { Process } from '../../process/types';
import { toBytes } from '../command-line/input';
import type { Address, Expression, ReplacementPart, SedCommand } from './sed-script';

/** Where lines come from. */
export interface LineSource {
  /** The next line (one character a byte), and whether it had its newline; undefined at the end. */
  next(): Promise<{ text: string; ended: boolean; file: string } | undefined>;
  /** Whether no line comes after the current one. */
  isLast(): Promise<boolean>;
  readFile(path: string): Promise<string>;
}

export interface EditorSettings {
  readonly quiet: boolean;
  /** What ends a line. */
  readonly end: string;
  write(text: string): Promise<void> | undefined | void;
}

/** Runs a script over a source; `run` resolves with the exit code of q or Q, or undefined at the end of the input. */
export function createEditor(process: Process, commands: readonly SedCommand[], { quiet, end, write }: EditorSettings) {
  let pattern = '';
  let hold = '';
  let line = 0;
  let ended = true;
  let file = '-';
  let replaced = false;
  let appended: (() => Promise<void>)[] = [];
  let last: RegExp | undefined;
  const labels = new Map(commands.flatMap((command, index) => (command.name === ':' ? [[command.argument, index] as const] : [])));
  const written = new Set<string>();
  const ranges = new Map<SedCommand, number>();

  const use = (expression: Expression): RegExp => {
    last = expression ?? last;
    return last ?? /(?:)/g;
  };
  const print = async (text: string) => write(text + (ended ? end : ''));
  const printLine = async (text: string) => write(text + end);

  async function writeTo(path: string, text: string): Promise<void> {
    if (path === '/dev/stdout') return void (await write(text));
    if (path === '/dev/stderr') return await process.write(2, toBytes(text));
    process.files.writeFile(path, toBytes(text), { append: written.has(path) });
    written.add(path);
  }

  async function fits(address: Address, source: LineSource): Promise<boolean> {
    switch (address.kind) {
      case 'line':
        return line === address.line;
      case 'step':
        return address.step === 0 ? line === address.first : line >= address.first && (line - address.first) % address.step === 0;
      case 'last':
        return await source.isLast();
      case 'match': {
        const expression = use(address.expression);
        expression.lastIndex = 0;
        return expression.test(pattern);
      }
      case 'offset':
      case 'multiple':
        return false;
    }
  }

  async function selected(command: SedCommand, source: LineSource): Promise<boolean> {
    const { first, second } = command;
    if (!first) return true;
    if (!second) return await fits(first, source);
    const until = ranges.get(command);
    if (until !== undefined) {
      const over = until >= 0 ? line >= until : await fits(second, source);
      if (over) ranges.delete(command);
      return until < 0 || line <= until;
    }
    const fromStart = first.kind === 'line' && first.line === 0 && second.kind === 'match';
    if (fromStart ? line !== 1 : !(await fits(first, source))) return false;
    if (fromStart) {
      if (!(await fits(second, source))) ranges.set(command, -1);
      return true;
    }
    if (second.kind === 'line') {
      if (second.line > line) ranges.set(command, second.line);
    } else if (second.kind === 'offset') {
      if (second.count > 0) ranges.set(command, line + second.count);
    } else if (second.kind === 'multiple') {
      const target = second.of === 0 ? line : Math.ceil(line / second.of) * second.of;
      if (target > line) ranges.set(command, target);
    } else if (second.kind !== 'last' || !(await source.isLast())) ranges.set(command, -1);
    return true;
  }

  function substitute(given: NonNullable<SedCommand['substitution']>): boolean {
    const expression = use(given.expression);
    const flags = expression.flags.includes('g') ? expression.flags : `${expression.flags}g`;
    let count = 0;
    let done = false;
    pattern = pattern.replace(new SafeExpression(expression.source, flags), (...found: unknown[]) => {
      count++;
      const groups = found.slice(0, found.findIndex((value, index) => index > 0 && typeof value === 'number')) as (string | undefined)[];
      if (count < given.number || (done && !given.global)) return groups[0] ?? '';
      done = true;
      return assemble(given.replacement, groups);
    });
    return done;
  }

  async function flushAppended(): Promise<void> {
    const pending = appended;
    appended = [];
    for (const one of pending) await one();
  }

  /** Runs the script on the current line: what to do next, or an exit code. */
  async function cycle(source: LineSource): Promise<'print' | 'next' | 'restart' | { code: number; print: boolean }> {
    const take = async (): Promise<boolean> => {
      const found = await source.next();
      if (!found) return false;
      ({ text: pattern, ended, file } = found);
      line++;
      return true;
    };
    for (let index = 0; index < commands.length; index++) {
      const command = commands[index] as SedCommand;
      await process.tick();
      if ((await selected(command, source)) === command.negated) {
        if (command.name === '{') index = (command.end ?? index) - 1;
        continue;
      }
      const jump = () => (index = command.argument === '' ? commands.length : (labels.get(command.argument) ?? commands.length));
      switch (command.name) {
        case 's':
          if (!command.substitution || !substitute(command.substitution)) break;
          replaced = true;
          if (command.substitution.print) await printLine(pattern);
          if (command.substitution.file !== undefined) await writeTo(command.substitution.file, pattern + end);
          break;
        case 'y':
          pattern = Array.from(pattern, (character) => command.mapping?.get(character) ?? character).join('');
          break;
        case 'p':
          await printLine(pattern);
          break;
        case 'P':
          await printLine(pattern.split('\n')[0] ?? '');
          break;
        case 'd':
          pattern = '';
          return 'next';
        case 'D':
          if (!pattern.includes('\n')) return 'next';
          pattern = pattern.slice(pattern.indexOf('\n') + 1);
          return 'restart';
        case 'a':
          appended.push(async () => void (await write(command.argument)));
          break;
        case 'i':
          await write(command.argument);
          break;
        case 'c':
          if (!command.second || command.negated || !ranges.has(command)) await write(command.argument);
          pattern = '';
          return 'next';
        case '=':
          await write(`${line}\n`);
          break;
        case 'F':
          await write(`${file}\n`);
          break;
        case 'l':
          await write(`${showUnambiguously(pattern, command.argument === '' ? 70 : Number(command.argument))}\n`);
          break;
        case 'n':
          if (await source.isLast()) return { code: 0, print: true };
          if (!quiet) await print(pattern);
          await flushAppended();
          await take();
          break;
        case 'N': {
          const before = pattern;
          if (await source.isLast()) return { code: 0, print: true };
          await flushAppended();
          await take();
          pattern = `${before}\n${pattern}`;
          break;
        }
        case 'g':
          pattern = hold;
          break;
        case 'G':
          pattern += `\n${hold}`;
          break;
        case 'h':
          hold = pattern;
          break;
        case 'H':
          hold += `\n${pattern}`;
          break;
        case 'x':
          [pattern, hold] = [hold, pattern];
          break;
        case 'z':
          pattern = '';
          break;
        case 'b':
          jump();
          break;
        case 't':
          if (replaced) jump();
          replaced = false;
          break;
        case 'T':
          if (!replaced) jump();
          replaced = false;
          break;
        case 'r':
          appended.push(async () => void (await write(await source.readFile(command.argument))));
          break;
        case 'w':
          await writeTo(command.argument, pattern + end);
          break;
        case 'W':
          await writeTo(command.argument, (pattern.split('\n')[0] ?? '') + end);
          break;
        case 'q':
          return { code: Number(command.argument), print: true };
        case 'Q':
          return { code: Number(command.argument), print: false };
      }
    }
    return 'print';
  }

  async function run(source: LineSource): Promise<number | undefined> {
    let again = false;
    for (;;) {
      if (!again) {
        const found = await source.next();
        if (!found) return undefined;
        ({ text: pattern, ended, file } = found);
        line++;
      }
      again = false;
      replaced = false;
      const outcome = await cycle(source);
      if (typeof outcome === 'object') {
        if (outcome.print && !quiet) await print(pattern);
        await flushAppended();
        // n and N at the end of the input end quietly, with whatever code was collected.
        return outcome.code === 0 && (await source.isLast()) ? undefined : outcome.code;
      }
      if (outcome === 'restart') {
        again = true;
        continue;
      }
      if (!quiet && outcome === 'print') await print(pattern);
      await flushAppended();
    }
  }
  return { run };
}

function assemble(parts: readonly ReplacementPart[], groups: readonly (string | undefined)[]): string {
  let out = '';
  let mode: 'upper' | 'lower' | undefined;
  let next: 'upperNext' | 'lowerNext' | undefined;
  for (const part of parts) {
    if (part.kind === 'case') {
      if (part.how === 'upperNext' || part.how === 'lowerNext') next = part.how;
      else mode = part.how === 'end' ? undefined : part.how;
      continue;
    }
    let text = part.kind === 'text' ? part.text : (groups[part.group] ?? '');
    if (mode) text = mode === 'upper' ? text.toUpperCase() : text.toLowerCase();
    if (next && text !== '') {
      text = (next === 'upperNext' ? text.charAt(0).toUpperCase() : text.charAt(0).toLowerCase()) + text.slice(1);
      next = undefined;
    }
    out += text;
  }
  return out;
}

/** As the command `l` shows a line: escapes, octal, folded at `width` columns, `$` at the end. */
function showUnambiguously(text: string, width: number): string {
  const named: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\u0007': '\\a' };
  const units = Array.from(text, (character) => named[character] ?? (/[ -~]/.test(character) ? character : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`));
  const lines = [''];
  for (const unit of units) {
    if (width > 1 && (lines.at(-1) ?? '').length + unit.length > width - 1) lines.push('');
    lines[lines.length - 1] += unit;
  }
  return `${lines.join('\\\n')}$`;
}
