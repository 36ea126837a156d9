import { isSystemError } from '../../kernel/errno';
import type { FileCalls, FileKind } from '../../vfs/types';
import { Accounts } from '../command-line/accounts';
import type { Comparison, FindNode, FindPlan } from './find-plan';
import { parseDate } from '../command-line/date-parse';
import { parseMode } from '../command-line/mode';
import { RegularExpressionError, translateExpression } from '../text/regular-expression';

/** The command line is no find expression; `message` is GNU's sentence. */
export class FindError extends Error {
  override readonly name = 'FindError';
}

const kinds: Readonly<Record<string, FileKind>> = { f: 'file', d: 'directory', l: 'symlink', p: 'fifo', s: 'socket', c: 'character', b: 'block' };
const regexTypes = ['findutils-default', 'ed', 'emacs', 'gnu-awk', 'grep', 'posix-awk', 'awk', 'posix-basic', 'posix-egrep', 'egrep', 'posix-extended', 'posix-minimal-basic', 'sed'];
const units: Readonly<Record<string, number>> = { b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** A shell pattern as a regular expression; `*` crosses slashes, as fnmatch without flags does. */
function globToExpression(glob: string, flags = ''): RegExp {
  const source = glob.replaceAll(/\\(.)|\[(!|\^)?(\]?[^\]]*)\]|[\\^$.*+?()[\]{}|]/g, (whole, escaped: string | undefined, negated: string | undefined, members: string | undefined) => {
    if (escaped !== undefined) return escaped.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    if (members !== undefined) return `[${negated ? '^' : ''}${members.replaceAll('\\', '\\\\')}]`;
    return whole === '*' ? '[^]*' : whole === '?' ? '[^]' : `\\${whole}`;
  });
  return new RegExp(`^${source}$`, flags);
}

/** Reads find's words. `files` and `now` serve -newer, -user and the like. Throws {@link FindError}. */
export function parseFind(words: readonly string[], files: FileCalls, now: number): FindPlan {
  let at = 0;
  let links: FindPlan['links'] = 'never';
  while (/^-[HLP]$/.test(words[at] ?? '')) links = ({ '-H': 'operands', '-L': 'always', '-P': 'never' } as const)[words[at++] as '-H'];
  const paths: string[] = [];
  while (at < words.length && !/^(-.|[!(),])/.test(words[at] ?? '')) paths.push(words[at++] ?? '');
  let [minimum, maximum, depthFirst, oneFileSystem, acts] = [0, Number.POSITIVE_INFINITY, false, false, false];

  const argument = (name: string): string => {
    const word = words[at++];
    if (word === undefined) throw new FindError(`missing argument to \`${name}'`);
    return word;
  };
  const comparison = (name: string, text = argument(name)): Comparison => {
    const match = /^([+-]?)(\d+)$/.exec(text);
    if (!match) throw new FindError(`invalid argument \`${text}' to \`${name}'`);
    return { sign: (match[1] ?? '') as Comparison['sign'], value: Number(match[2]) };
  };
  const stampOf = (path: string, time: 'accessed' | 'changed' | 'modified' = 'modified') => {
    try {
      return files.stat(path)[time];
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new FindError(`\u2018${path}\u2019: ${error.message}`);
    }
  };
  let extended = false;
  const regex = (flags: string): FindNode => {
    const text = argument('-regex');
    try {
      return { kind: 'regex', pattern: new RegExp(`^(?:${translateExpression(text, extended ? 'extended' : 'basic')})$`, flags) };
    } catch (error) {
      if (error instanceof RegularExpressionError) throw new FindError(error.message);
      throw error;
    }
  };
  const execute = (name: string): FindNode => {
    const command: string[] = [];
    for (;;) {
      const word = words[at++];
      if (word === undefined) throw new FindError(`missing argument to \`${name}'`);
      if (word === ';' || (word === '+' && command.at(-1) === '{}')) {
        if (command.length === 0) throw new FindError(`invalid argument \`;' to \`${name}'`);
        return { kind: 'execute', words: command, many: word === '+', inDirectory: name.endsWith('dir'), asking: name.startsWith('-ok') };
      }
      command.push(word);
    }
  };
  const always: FindNode = { kind: 'constant', value: true };
  const age = (name: string, time: 'accessed' | 'changed' | 'modified', unit: number): FindNode => ({ kind: 'age', time, unit, comparison: comparison(name) });

  function primary(): FindNode {
    const name = words[at++] ?? '';
    switch (name) {
      case '(': {
        if (at >= words.length) throw new FindError("invalid expression; expected to find a ')' but didn't see one. Perhaps you need an extra predicate after '('");
        if (words[at] === ')') throw new FindError('invalid expression; empty parentheses are not allowed.');
        const inner = list();
        if (words[at++] !== ')') throw new FindError("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
        return inner;
      }
      case '!':
      case '-not':
        if (at >= words.length) throw new FindError(`expected an expression after \`${name}'`);
        return { kind: 'not', inner: primary() };
      case '-true':
        return always;
      case '-false':
        return { kind: 'constant', value: false };
      case '-name':
        return { kind: 'name', pattern: globToExpression(argument(name)) };
      case '-iname':
        return { kind: 'name', pattern: globToExpression(argument(name), 'i') };
      case '-path':
      case '-wholename':
        return { kind: 'path', pattern: globToExpression(argument(name)) };
      case '-ipath':
        return { kind: 'path', pattern: globToExpression(argument(name), 'i') };
      case '-lname':
        return { kind: 'link', pattern: globToExpression(argument(name)) };
      case '-regex':
        return regex('');
      case '-iregex':
        return regex('i');
      case '-regextype': {
        const type = argument(name);
        if (!regexTypes.includes(type)) throw new FindError(`Unknown regular expression type \u2018${type}\u2019; valid types are ${regexTypes.map((one) => `\u2018${one}\u2019`).join(', ')}.`);
        extended = /egrep|extended|awk/.test(type);
        return always;
      }
      case '-samefile': {
        const path = argument(name);
        try {
          const { device, inode } = links === 'never' ? files.lstat(path) : files.stat(path);
          return { kind: 'same', device, inode };
        } catch (error) {
          if (!isSystemError(error)) throw error;
          throw new FindError(`\u2018${path}\u2019: ${error.message}`);
        }
      }
      case '-type':
      case '-xtype': {
        const letters = argument(name).split(',');
        const unknown = letters.find((letter) => !(letter in kinds));
        if (unknown !== undefined) throw new FindError(`Unknown argument to ${name}: ${unknown}`);
        return { kind: 'type', through: name === '-xtype', kinds: letters.map((letter) => kinds[letter] as FileKind) };
      }
      case '-size': {
        const text = argument(name);
        const unit = units[text.at(-1) ?? ''];
        if (/[^\d]$/.test(text) && unit === undefined) throw new FindError(`invalid -size type \`${text.at(-1)}'`);
        return { kind: 'size', comparison: comparison(name, unit === undefined ? text : text.slice(0, -1)), unit: unit ?? 512 };
      }
      case '-mtime':
        return age(name, 'modified', 86_400_000);
      case '-atime':
        return age(name, 'accessed', 86_400_000);
      case '-ctime':
        return age(name, 'changed', 86_400_000);
      case '-mmin':
        return age(name, 'modified', 60_000);
      case '-amin':
        return age(name, 'accessed', 60_000);
      case '-cmin':
        return age(name, 'changed', 60_000);
      case '-newer':
        return { kind: 'newer', time: 'modified', than: stampOf(argument(name)) };
      case '-used':
        return { kind: 'age', time: 'accessed', unit: 86_400_000, comparison: comparison(name) };
      case '-anewer':
        return { kind: 'newer', time: 'accessed', than: stampOf(argument(name)) };
      case '-cnewer':
        return { kind: 'newer', time: 'changed', than: stampOf(argument(name)) };
      case '-uid':
        return { kind: 'number', what: 'uid', comparison: comparison(name) };
      case '-gid':
        return { kind: 'number', what: 'gid', comparison: comparison(name) };
      case '-inum':
        return { kind: 'number', what: 'inode', comparison: comparison(name) };
      case '-links':
        return { kind: 'number', what: 'links', comparison: comparison(name) };
      case '-user':
      case '-group': {
        const text = argument(name);
        const accounts = new Accounts(files);
        const id = name === '-user' ? accounts.findUser(text)?.uid : accounts.findGroup(text)?.gid;
        if (id === undefined && !/^\d+$/.test(text)) throw new FindError(name === '-user' ? `\u2018${text}\u2019 is not the name of a known user` : `\u2018${text}\u2019 is not the name of an existing group`);
        return { kind: 'number', what: name === '-user' ? 'uid' : 'gid', comparison: { sign: '', value: id ?? Number(text) } };
      }
      case '-nouser':
        return { kind: 'unknown', what: 'user' };
      case '-nogroup':
        return { kind: 'unknown', what: 'group' };
      case '-perm': {
        const text = argument(name);
        const mode = parseMode(text.replace(/^[-/]/, ''), 0)?.(0, false);
        if (mode === undefined) throw new FindError(`invalid mode \u2018${text}\u2019`);
        return { kind: 'permissions', how: text.startsWith('-') ? 'all' : text.startsWith('/') ? 'any' : 'exactly', mode };
      }
      case '-readable':
        return { kind: 'access', wanted: 'read' };
      case '-writable':
        return { kind: 'access', wanted: 'write' };
      case '-executable':
        return { kind: 'access', wanted: 'execute' };
      case '-empty':
        return { kind: 'empty' };
      case '-prune':
        return { kind: 'prune' };
      case '-maxdepth':
      case '-mindepth': {
        const text = argument(name);
        if (!/^\d+$/.test(text)) throw new FindError(`Expected a positive decimal integer argument to ${name}, but got \u2018${text}\u2019`);
        if (name === '-maxdepth') maximum = Number(text);
        else minimum = Number(text);
        return always;
      }
      case '-depth':
      case '-d':
        depthFirst = true;
        return always;
      case '-mount':
      case '-xdev':
        oneFileSystem = true;
        return always;
      case '-follow':
        links = 'always';
        return always;
      case '-warn':
      case '-nowarn':
      case '-noleaf':
        return always;
    }
    const compared = /^-newer([acmB])([acmBt])$/.exec(name);
    if (compared) {
      const timeNames: Record<string, 'accessed' | 'changed' | 'modified'> = { a: 'accessed', c: 'changed', m: 'modified', B: 'changed' };
      const word = argument(name);
      const than = compared[2] === 't' ? parseDate(word, now) : stampOf(word, timeNames[compared[2] ?? 'm']);
      if (than === undefined) throw new FindError(`I cannot figure out how to interpret \u2018${word}\u2019 as a date or time`);
      return { kind: 'newer', time: timeNames[compared[1] ?? 'm'] ?? 'modified', than };
    }
    return action(name);
  }

  function action(name: string): FindNode {
    acts = true;
    switch (name) {
      case '-print':
        return { kind: 'print', end: '\n' };
      case '-print0':
        return { kind: 'print', end: '\0' };
      case '-printf':
        return { kind: 'print', end: '', format: argument(name) };
      case '-ls':
        return { kind: 'list-files' };
      case '-quit':
        return { kind: 'quit' };
      case '-delete':
        depthFirst = true;
        return { kind: 'delete' };
      case '-exec':
      case '-execdir':
      case '-ok':
      case '-okdir':
        return execute(name);
    }
    if (name.startsWith('-')) throw new FindError(`unknown predicate \`${name}'`);
    throw new FindError(name === ')' ? "invalid expression; you have too many ')'" : `paths must precede expression: \`${name}'`);
  }

  function conjunction(): FindNode {
    let left = primary();
    while (at < words.length && !['-o', '-or', ',', ')'].includes(words[at] ?? '')) {
      if (words[at] === '-a' || words[at] === '-and') at++;
      left = { kind: 'and', left, right: primary() };
    }
    return left;
  }

  function disjunction(): FindNode {
    let left = conjunction();
    while (words[at] === '-o' || words[at] === '-or') {
      at++;
      left = { kind: 'or', left, right: conjunction() };
    }
    return left;
  }

  function list(): FindNode {
    let left = disjunction();
    while (words[at] === ',') {
      at++;
      left = { kind: 'list', left, right: disjunction() };
    }
    return left;
  }

  let expression = at < words.length ? list() : always;
  if (at < words.length) throw new FindError("invalid expression; you have too many ')'");
  if (!acts) expression = { kind: 'and', left: expression, right: { kind: 'print', end: '\n' } };
  return { paths: paths.length > 0 ? paths : ['.'], expression, links, minimum, maximum, depthFirst, oneFileSystem, now };
}
