import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import { kindLetters, type Attributes, type FileKind } from '../../vfs/types';
import { Accounts } from '../command-line/accounts';
import { ask } from '../command-line/ask';
import { formatDate } from '../command-line/date-format';
import { findExecutable } from '../command-line/find-executable';
import { formatMode } from '../command-line/mode';
import type { Output } from '../command-line/output';
import type { Comparison, FindNode, FindPlan } from './find-plan';

/** A file that find came to. */
export interface Found {
  readonly path: string;
  readonly depth: number;
  readonly attributes: Attributes;
  readonly start: string;
}

const compare = (value: number, { sign, value: limit }: Comparison) => (sign === '+' ? value > limit : sign === '-' ? value < limit : value === limit);

/** Works out a plan's expression for one file after another, doing its actions. */
export function createEvaluator(process: Process, plan: FindPlan, out: Output, complain: (message: string) => Promise<void>) {
  const { files } = process;
  const accounts = new Accounts(files);
  const collected = new Map<FindNode, string[]>();
  let stopped = false;
  let failed = false;
  let pruned = false;

  async function runCommand(words: readonly string[], directory: string | undefined): Promise<boolean> {
    await out.flush();
    const [name = ''] = words;
    const path = findExecutable(process, name, process.env.get('PATH'));
    try {
      if (path === undefined) {
        await complain(`\u2018${name}\u2019: No such file or directory`);
        return false;
      }
      const pid = await process.spawn({ path, argv: words, ...(directory === undefined ? {} : { cwd: directory }) });
      const result = await process.wait(pid);
      return result?.status.kind === 'exited' && result.status.code === 0;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await complain(`\u2018${name}\u2019: ${error.message}`);
      return false;
    }
  }

  async function execute(node: Extract<FindNode, { kind: 'execute' }>, found: Found): Promise<boolean> {
    const slash = found.path.lastIndexOf('/');
    const directory = node.inDirectory ? (slash < 0 ? '.' : found.path.slice(0, slash) || '/') : undefined;
    const name = node.inDirectory ? `./${found.path.slice(slash + 1)}` : found.path;
    if (node.many) {
      collected.set(node, [...(collected.get(node) ?? []), found.path]);
      return true;
    }
    if (node.asking && !(await ask(process, `< ${node.words[0]} ... ${found.path} > ? `))) return false;
    return await runCommand(
      node.words.map((word) => word.replaceAll('{}', name)),
      directory,
    );
  }

  function isEmpty({ path, attributes }: Found): boolean {
    if (attributes.kind === 'file') return attributes.size === 0;
    if (attributes.kind !== 'directory') return false;
    try {
      return files.readDirectory(path).length === 0;
    } catch (error) {
      if (isSystemError(error)) return false;
      throw error;
    }
  }

  /** The kind of what a link leads to, with -L of the link itself; a link that leads nowhere is a link. */
  function behind(path: string, kind: FileKind): FileKind {
    try {
      return plan.links === 'always' ? files.lstat(path).kind : kind === 'symlink' ? files.stat(path).kind : kind;
    } catch (error) {
      if (isSystemError(error)) return 'symlink';
      throw error;
    }
  }

  async function remove({ path, attributes }: Found): Promise<boolean> {
    if (path === '.') return true;
    try {
      if (attributes.kind === 'directory') files.removeDirectory(path);
      else files.unlink(path);
      return true;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await complain(`cannot delete \u2018${path}\u2019: ${error.message}`);
      return false;
    }
  }

  async function fits(node: FindNode, found: Found): Promise<boolean> {
    const { path, attributes } = found;
    switch (node.kind) {
      case 'and':
        return (await fits(node.left, found)) && (await fits(node.right, found));
      case 'or':
        return (await fits(node.left, found)) || (await fits(node.right, found));
      case 'list':
        await fits(node.left, found);
        return await fits(node.right, found);
      case 'not':
        return !(await fits(node.inner, found));
      case 'constant':
        return node.value;
      case 'name':
        return node.pattern.test(path.replace(/(.)\/+$/, '$1').replace(/^.*\/(?=[^/])/, ''));
      case 'path':
      case 'regex':
        return node.pattern.test(path);
      case 'link':
        return attributes.kind === 'symlink' && node.pattern.test(files.readLink(path));
      case 'type':
        return node.kinds.includes(node.through ? behind(path, attributes.kind) : attributes.kind);
      case 'same':
        return attributes.device === node.device && attributes.inode === node.inode;
      case 'size':
        return compare(Math.ceil(attributes.size / node.unit), node.comparison);
      case 'age':
        return compare(Math.floor((plan.now - attributes[node.time]) / node.unit), node.comparison);
      case 'newer':
        return attributes[node.time] > node.than;
      case 'number':
        return compare(attributes[node.what], node.comparison);
      case 'unknown':
        return node.what === 'user' ? accounts.userName(attributes.uid) === String(attributes.uid) : accounts.groupName(attributes.gid) === String(attributes.gid);
      case 'permissions':
        if (node.how === 'exactly') return attributes.mode === node.mode;
        return node.how === 'all' ? (attributes.mode & node.mode) === node.mode : node.mode === 0 || (attributes.mode & node.mode) !== 0;
      case 'access':
        return files.access(path, { [node.wanted]: true });
      case 'empty':
        return isEmpty(found);
      case 'prune':
        pruned = true;
        return true;
      case 'quit':
        stopped = true;
        return true;
      case 'delete':
        return await remove(found);
      case 'list-files':
        await out.write(`${longLine(found)}\n`);
        return true;
      case 'print':
        await out.write(node.format === undefined ? path + node.end : formatFound(node.format, found));
        return true;
      case 'execute':
        return await execute(node, found);
    }
  }

  function longLine({ path, attributes }: Found): string {
    const owner = `${accounts.userName(attributes.uid).padEnd(8)} ${accounts.groupName(attributes.gid).padEnd(8)}`;
    const target = attributes.kind === 'symlink' ? ` -> ${files.readLink(path)}` : '';
    return `${String(attributes.inode).padStart(9)} ${String(attributes.blocks / 2).padStart(6)} ${formatMode(attributes.kind, attributes.mode)} ${String(attributes.links).padStart(3)} ${owner} ${String(attributes.size).padStart(8)} ${formatDate('%b %e %H:%M', attributes.modified)} ${path}${target}`;
  }

  function formatFound(format: string, found: Found): string {
    const { path, attributes, depth } = found;
    const slash = path.lastIndexOf('/');
    const values: Record<string, () => string> = {
      '%': () => '%',
      p: () => path,
      f: () => path.slice(slash + 1) || path,
      h: () => (slash < 0 ? '.' : path.slice(0, slash)),
      P: () => (depth === 0 ? '' : path.split('/').slice(-depth).join('/')),
      d: () => String(depth),
      s: () => String(attributes.size),
      b: () => String(attributes.blocks),
      k: () => String(attributes.blocks / 2),
      m: () => attributes.mode.toString(8),
      M: () => formatMode(attributes.kind, attributes.mode),
      u: () => accounts.userName(attributes.uid),
      U: () => String(attributes.uid),
      g: () => accounts.groupName(attributes.gid),
      G: () => String(attributes.gid),
      i: () => String(attributes.inode),
      n: () => String(attributes.links),
      y: () => kindLetters[attributes.kind].replace('-', 'f'),
      l: () => (attributes.kind === 'symlink' ? files.readLink(path) : ''),
      t: () => formatDate('%a %b %e %H:%M:%S.%N0 %Y', attributes.modified),
    };
    const escapes: Record<string, string> = { n: '\n', t: '\t', '0': '\0', '\\': '\\', r: '\r' };
    return format.replaceAll(/\\(.)|%([-0]?\d*)(T.|[a-zA-Z%])/g, (whole, escaped: string | undefined, width: string | undefined, letter: string | undefined) => {
      if (escaped !== undefined) return escapes[escaped] ?? whole;
      const time = letter?.startsWith('T') ? formatDate(letter[1] === '@' ? '%s.%N' : `%${letter[1]}`, attributes.modified) : undefined;
      const text = time ?? values[letter ?? '']?.() ?? whole;
      return width?.startsWith('-') ? text.padEnd(Number(width.slice(1))) : text.padStart(Number(width ?? 0));
    });
  }

  return {
    /** Whether -quit was met. */
    get stopped() {
      return stopped;
    },
    async evaluate(found: Found): Promise<{ pruned: boolean }> {
      pruned = false;
      await fits(plan.expression, found);
      return { pruned };
    },
    /** Runs what `-exec … +` collected; whether any of it failed. */
    async finish(): Promise<boolean> {
      for (const [node, paths] of collected) {
        if (node.kind !== 'execute') continue;
        if (!(await runCommand([...node.words.slice(0, -1), ...paths], undefined))) failed = true;
      }
      return failed;
    },
  };
}
