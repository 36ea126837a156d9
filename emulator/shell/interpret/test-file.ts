import { isSystemError } from '../../kernel/errno';
import type { Attributes } from '../../vfs/types';
import { elementsOf, readElement } from '../state/assign';
import { isSetOption } from '../state/options';
import type { Shell } from '../state/shell';

/** The unary operators of `test` and `[[ ]]`. */
export const unaryOperators = new Set('-a -b -c -d -e -f -g -h -k -n -o -p -r -s -t -u -v -w -x -z -G -L -N -O -R -S'.split(' '));

function attributes(shell: Shell, path: string, follow = true): Attributes | undefined {
  const descriptor = /^\/dev\/fd\/(\d+)$/.exec(path)?.[1];
  try {
    if (descriptor !== undefined) return shell.process.fileAttributes(Number(descriptor));
    return follow ? shell.process.files.stat(path) : shell.process.files.lstat(path);
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

function may(shell: Shell, path: string, wanted: { read?: boolean; write?: boolean; execute?: boolean }): boolean {
  try {
    return shell.process.files.access(path, wanted);
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** `-f path` and the like. */
export function testUnary(shell: Shell, operator: string, operand: string): boolean {
  const { process } = shell;
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-a':
    case '-e':
      return attributes(shell, operand) !== undefined;
    case '-f':
      return attributes(shell, operand)?.kind === 'file';
    case '-d':
      return attributes(shell, operand)?.kind === 'directory';
    case '-b':
      return attributes(shell, operand)?.kind === 'block';
    case '-c':
      return attributes(shell, operand)?.kind === 'character';
    case '-p':
      return attributes(shell, operand)?.kind === 'fifo';
    case '-S':
      return attributes(shell, operand)?.kind === 'socket';
    case '-h':
    case '-L':
      return attributes(shell, operand, false)?.kind === 'symlink';
    case '-s':
      return (attributes(shell, operand)?.size ?? 0) > 0;
    case '-g':
      return ((attributes(shell, operand)?.mode ?? 0) & 0o2000) !== 0;
    case '-u':
      return ((attributes(shell, operand)?.mode ?? 0) & 0o4000) !== 0;
    case '-k':
      return ((attributes(shell, operand)?.mode ?? 0) & 0o1000) !== 0;
    case '-r':
      return may(shell, operand, { read: true });
    case '-w':
      return may(shell, operand, { write: true });
    case '-x':
      return may(shell, operand, { execute: true });
    case '-O':
      return attributes(shell, operand)?.uid === process.credentials.uid;
    case '-G':
      return attributes(shell, operand)?.gid === process.credentials.gid;
    case '-N': {
      const found = attributes(shell, operand);
      return found !== undefined && found.modified > found.accessed;
    }
    case '-t':
      return /^\s*\d+\s*$/.test(operand) && process.descriptors().includes(Number(operand)) && process.terminal(Number(operand)) !== undefined;
    case '-o':
      return isSetOption(operand) && shell.options.has(operand);
    case '-R':
      return shell.variables.findPlain(operand)?.reference === true;
    case '-v':
      return isSet(shell, operand);
    default:
      return false;
  }
}

/** `-v name`, `-v name[index]`. */
function isSet(shell: Shell, operand: string): boolean {
  if (/^\d+$/.test(operand)) return Number(operand) === 0 || shell.positional[Number(operand) - 1] !== undefined;
  const subscript = /^([A-Za-z_][A-Za-z0-9_]*)\[(.*)\]$/s.exec(operand);
  if (!subscript) return shell.variables.get(operand) !== undefined;
  const [, name = '', index = ''] = subscript;
  if (index === '@' || index === '*') return elementsOf(shell.variables.find(name)?.value).length > 0;
  return readElement(name, index, shell) !== undefined;
}

/** `a -nt b`, `-ot`, `-ef`. */
export function testFiles(shell: Shell, operator: string, left: string, right: string): boolean {
  const a = attributes(shell, left);
  const b = attributes(shell, right);
  if (operator === '-ef') return a !== undefined && b !== undefined && a.device === b.device && a.inode === b.inode;
  const [newer, older] = operator === '-nt' ? [a, b] : [b, a];
  return newer !== undefined && (older === undefined || newer.modified > older.modified);
}
