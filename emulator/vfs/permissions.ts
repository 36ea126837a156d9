import { SystemError } from '../kernel/errno';
import type { Attributes, Credentials, Node } from './types';

/** What is asked of a file, as the bits of a permission triple. */
export const mayRead = 4;
export const mayWrite = 2;
export const mayExecute = 1;

/** Whether `credentials` belong to group `gid`. */
export function inGroup(credentials: Credentials, gid: number): boolean {
  return credentials.gid === gid || credentials.groups.includes(gid);
}

/** Whether `credentials` may do all of `wanted` (a sum of the three above). User 0 may, but for executing what nobody may execute. */
export function isPermitted(attributes: Pick<Attributes, 'kind' | 'mode' | 'uid' | 'gid'>, credentials: Credentials, wanted: number): boolean {
  const { mode } = attributes;
  if (credentials.uid === 0) return (wanted & mayExecute) === 0 || attributes.kind === 'directory' || (mode & 0o111) !== 0;
  const granted = attributes.uid === credentials.uid ? mode >> 6 : inGroup(credentials, attributes.gid) ? mode >> 3 : mode;
  return (granted & wanted) === wanted;
}

/** EACCES unless {@link isPermitted}. */
export function checkPermission(node: Node, credentials: Credentials, wanted: number): void {
  if (credentials.uid === 0 && (node.kind === 'directory' || (wanted & mayExecute) === 0)) return;
  if (!isPermitted(node.attributes(), credentials, wanted)) throw new SystemError('EACCES');
}

/** Whether `credentials` own the file, or are root. */
export function isOwner(attributes: Attributes, credentials: Credentials): boolean {
  return credentials.uid === 0 || credentials.uid === attributes.uid;
}

/** May `credentials` take `file` out of `directory`: EACCES, or EPERM in a sticky directory. */
export function checkRemoval(directory: Node, file: Node, credentials: Credentials): void {
  if (credentials.uid === 0) return;
  checkPermission(directory, credentials, mayWrite | mayExecute);
  const holder = directory.attributes();
  if ((holder.mode & 0o1000) !== 0 && !isOwner(holder, credentials) && !isOwner(file.attributes(), credentials)) throw new SystemError('EPERM');
}

/** Takes set-user-id and set-group-id from a file that someone other than root writes to or truncates. */
export function dropPrivileges(node: Node, credentials: Credentials): void {
  if (credentials.uid === 0) return;
  const { mode, gid } = node.attributes();
  const dropsGroup = (mode & 0o2000) !== 0 && ((mode & 0o010) !== 0 || !inGroup(credentials, gid));
  const kept = mode & ~(0o4000 | (dropsGroup ? 0o2000 : 0));
  if (kept !== mode) node.change({ mode: kept });
}
