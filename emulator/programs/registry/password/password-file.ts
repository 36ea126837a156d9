import { decode } from '../../../kernel/bytes';
import type { Process } from '../../../process/types';
import type { RegistryLog, LogFields } from '../log';
import type { Authenticate } from '../http/handler';
import { hashPassword, isPassword } from './bcrypt';

const usualCost = 10;

/** The hashes of a file that `htpasswd -B` wrote, by user. */
function readHashes(process: Process, path: string): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const line of process.files.readText(path).split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && !line.startsWith('#')) hashes.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return hashes;
}

/** Makes the file that is missing, with a user whose password stands in the log. */
async function provision(process: Process, path: string, log: RegistryLog, fields: LogFields): Promise<void> {
  const bytes = (count: number) => Uint8Array.from(process.system.random.hex(count).match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const password = btoa(String.fromCharCode(...bytes(32))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  process.files.makeDirectory(path.slice(0, path.lastIndexOf('/')) || '/', { parents: true, mode: 0o700 });
  process.files.writeFile(path, `docker:${await hashPassword(password, usualCost, bytes(16), () => process.tick())}\n`, { mode: 0o600 });
  await log.line('warning', 'htpasswd is missing, provisioning with default user', { ...fields, password, user: 'docker' });
}

/** Checks users against a password file, which is read anew when it has changed. */
export async function createPasswordCheck(process: Process, path: string, log: RegistryLog, fields: LogFields): Promise<Authenticate> {
  if (!process.files.exists(path)) await provision(process, path, log, fields);
  let read = -1;
  let hashes = new Map<string, string>();
  /** Who was let in, with which hash: the hash is slow on purpose, and a push asks often. */
  const letIn = new Map<string, string>();
  return async (authorization) => {
    const match = /^Basic (.*)$/i.exec(authorization ?? '');
    if (!match) return 'missing';
    let pair: string;
    try {
      pair = decode(Uint8Array.from(atob(match[1] ?? ''), (letter) => letter.charCodeAt(0)));
    } catch {
      return 'missing';
    }
    const { modified } = process.files.stat(path);
    if (modified !== read) [read, hashes] = [modified, readHashes(process, path)];
    const colon = pair.indexOf(':');
    const hash = hashes.get(pair.slice(0, Math.max(0, colon)));
    if (hash === undefined) return 'wrong';
    if (letIn.get(pair) === hash) return 'ok';
    if (!(await isPassword(pair.slice(colon + 1), hash, () => process.tick()))) return 'wrong';
    letIn.set(pair, hash);
    return 'ok';
  };
}
