import { isSystemError } from '../../kernel/errno';
import type { OpenFile } from '../../vfs/open-file';
import type { OpenOptions } from '../../vfs/types';
import { expandTarget, expandText } from '../expand/word';
import type { Redirection } from '../parser/tree';
import { assignScalar } from '../state/assign';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { wait } from '../state/step';
import { createHereFile } from './here-file';

/** A redirection that could not be made; the message follows the shell's prefix. */
class RedirectionError extends Error {
  override readonly name = 'RedirectionError';
}

/** Takes redirections back. */
export type UndoRedirections = () => void;

const openHow: Record<'>' | '>>' | '<' | '<>' | '>|' | '&>' | '&>>', OpenOptions> = {
  '>': { write: true, create: true, truncate: true },
  '>|': { write: true, create: true, truncate: true },
  '&>': { write: true, create: true, truncate: true },
  '>>': { write: true, create: true, append: true },
  '&>>': { write: true, create: true, append: true },
  '<': { read: true },
  '<>': { read: true, write: true, create: true },
};

/** Makes redirections in this process, in order. One that fails is told (through those before it), all are taken back, and undefined is the answer. */
export function* applyRedirections(shell: Shell, redirections: readonly Redirection[]): Step<UndoRedirections | undefined> {
  let undo: (() => void)[] = [];
  const takeBack = () => {
    const actions = undo;
    undo = [];
    if (shell.replaced) return;
    for (const action of actions.reverse()) action();
  };
  try {
    for (const redirection of redirections) yield* applyOne(shell, redirection, undo);
  } catch (error) {
    if (error instanceof RedirectionError) yield* shell.complain(error.message);
    takeBack();
    if (error instanceof RedirectionError) return undefined;
    throw error;
  }
  return takeBack;
}

function* applyOne(shell: Shell, redirection: Redirection, undo: (() => void)[]): Step<void> {
  const { process } = shell;
  if (redirection.type === 'here') {
    const text = yield* expandText(redirection.body, shell);
    const file = createHereFile(redirection.string ? `${text}\n` : text, process.system.clock.now());
    const made = installHere(shell, file);
    place(shell, made, target(shell, redirection.descriptor, 0), undo, true);
    return;
  }
  const { operator } = redirection;
  const word = yield* expandTarget(redirection.target, shell);
  if (word === undefined) throw new RedirectionError(`${redirection.target.source}: ambiguous redirect`);
  if (operator === '<&' || operator === '>&') {
    const own = operator === '<&' ? 0 : 1;
    if (word === '-') {
      const closing =
        typeof redirection.descriptor === 'object' ? Number(shell.variables.get(redirection.descriptor.variable)) : (redirection.descriptor ?? own);
      save(shell, closing, undo);
      if (process.descriptors().includes(closing)) process.close(closing);
      return;
    }
    const moved = /^(\d+)(-?)$/.exec(word);
    if (moved) {
      const from = Number(moved[1]);
      if (!process.descriptors().includes(from)) throw new RedirectionError(`${word}: Bad file descriptor`);
      const copy = copyDescriptor(shell, from);
      place(shell, copy, target(shell, redirection.descriptor, own), undo, true);
      if (moved[2] && from !== redirection.descriptor) {
        save(shell, from, undo);
        process.close(from);
      }
      return;
    }
    if (operator === '<&' || (redirection.descriptor !== undefined && redirection.descriptor !== 1)) throw new RedirectionError(`${word}: ambiguous redirect`);
  }
  const both = operator === '&>' || operator === '&>>' || operator === '>&';
  const how = operator === '>&' ? '&>' : operator;
  const opened = yield* open(shell, word, how);
  place(shell, opened, target(shell, redirection.descriptor, operator === '<' || operator === '<>' ? 0 : 1), undo, true);
  if (both) {
    const copy = copyDescriptor(shell, 1);
    place(shell, copy, 2, undo, true);
  }
}

/** The descriptor that a redirection goes to; for `{name}` a free one from 10 on, kept in the variable. */
function target(shell: Shell, descriptor: Redirection['descriptor'], own: number): number | { variable: string } {
  return typeof descriptor === 'object' ? descriptor : (descriptor ?? own);
}

function* open(shell: Shell, path: string, operator: keyof typeof openHow): Step<number> {
  const { process } = shell;
  const special = /^\/dev\/(?:fd\/(\d+)|(stdin)|(stdout)|(stderr))$/.exec(path);
  if (special) {
    const from = special[1] ? Number(special[1]) : special[2] ? 0 : special[3] ? 1 : 2;
    if (!process.descriptors().includes(from)) throw new RedirectionError(`${path}: No such file or directory`);
    return copyDescriptor(shell, from);
  }
  try {
    if ((operator === '>' || operator === '&>') && shell.options.has('noclobber') && process.files.exists(path) && process.files.stat(path).kind === 'file') {
      throw new RedirectionError(shell.flavour === 'bash' ? `${path}: cannot overwrite existing file` : `${shell.flavour === 'dash' ? 'cannot' : "can't"} create ${path}: File exists`);
    }
    return yield* wait(process.open(path, openHow[operator]));
  } catch (error) {
    if (!isSystemError(error) || error.errno === 'EINTR') throw error;
    if (shell.flavour === 'bash') throw new RedirectionError(`${path}: ${error.message}`);
    const verb = operator === '<' || operator === '<>' ? 'open' : 'create';
    const reason =
      error.errno === 'ENOENT'
        ? verb === 'open'
          ? 'no such file'
          : shell.flavour === 'dash'
            ? 'Directory nonexistent'
            : 'nonexistent directory'
        : error.message;
    throw new RedirectionError(
      `can't ${verb === 'open' || shell.flavour === 'ash' ? verb : 'create'} ${path}: ${shell.flavour === 'dash' && verb === 'open' && error.errno === 'ENOENT' ? 'No such file' : reason}`.replace(
        /^can't/,
        shell.flavour === 'dash' ? 'cannot' : "can't",
      ),
    );
  }
}

/** Moves an open descriptor to where it belongs. */
function place(shell: Shell, made: number, to: number | { variable: string }, undo: (() => void)[], closeSource: boolean): void {
  const { process } = shell;
  if (typeof to === 'object') {
    const kept = copyDescriptor(shell, made);
    process.setCloseOnExec(kept, false);
    assignScalar(to.variable, String(kept), false, shell);
    if (closeSource) process.close(made);
    return;
  }
  if (made === to) {
    undo.push(() => process.close(to));
    return;
  }
  save(shell, to, undo);
  try {
    process.duplicate(made, { to });
  } catch (error) {
    if (closeSource) process.close(made);
    if (isSystemError(error)) throw new RedirectionError(`${to}: ${error.message}`);
    throw error;
  }
  process.setCloseOnExec(to, false);
  if (closeSource) process.close(made);
}

/** A descriptor of the shell's own, from 10 on; a message when the limit leaves none. */
function copyDescriptor(shell: Shell, descriptor: number): number {
  try {
    return shell.process.duplicate(descriptor, { from: 10, closeOnExec: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new RedirectionError(shell.flavour === 'bash' ? `redirection error: cannot duplicate fd: ${error.message}` : `${descriptor}: ${error.message}`);
  }
}

function installHere(shell: Shell, file: OpenFile): number {
  try {
    return shell.process.install(file, { from: shell.process.limits.nofile.soft > 10 ? 10 : 0, closeOnExec: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new RedirectionError(`cannot create temp file for here-document: ${error.message}`);
  }
}

/** Remembers what a descriptor points to now. */
function save(shell: Shell, descriptor: number, undo: (() => void)[]): void {
  const { process } = shell;
  if (!process.descriptors().includes(descriptor)) {
    undo.push(() => {
      if (process.descriptors().includes(descriptor)) process.close(descriptor);
    });
    return;
  }
  const kept = copyDescriptor(shell, descriptor);
  shell.internal.add(kept);
  undo.push(() => {
    process.duplicate(kept, { to: descriptor });
    process.setCloseOnExec(descriptor, false);
    process.close(kept);
    shell.internal.delete(kept);
  });
}

/** Descriptors to hand to a child, with some of them replaced: child's number → own number. */
export function descriptorsFor(shell: Shell, replaced: ReadonlyMap<number, number>): Map<number, number> {
  const files = new Map<number, number>();
  for (const descriptor of shell.process.descriptors()) if (!shell.internal.has(descriptor)) files.set(descriptor, descriptor);
  for (const [to, from] of replaced) files.set(to, from);
  return files;
}
