import { decode, encode } from '../../../kernel/bytes';
import { readConfig, writeConfig, type StoredCredentials } from './config-file';
import type { DockerCli } from './docker-cli';

/** Docker Hub's name in `config.json`. */
export const hubServer = 'https://index.docker.io/v1/';

/** A user of a registry. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

const toBase64 = (text: string) => btoa(String.fromCharCode(...encode(text)));
const fromBase64 = (text: string) => decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));

/** The host that a server address names: without scheme and path. */
export function hostOf(server: string): string {
  return server.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

/** Under which name `config.json` keeps what a registry's host was logged in with. */
function keyOf(host: string): string {
  return host === 'docker.io' || host === 'index.docker.io' || host === '' ? hubServer : host;
}

/** Whether an entry of `config.json` can be read at all. */
export function isReadable({ auth }: StoredCredentials): boolean {
  try {
    return auth === undefined || auth === '' || fromBase64(auth).includes(':');
  } catch {
    return false;
  }
}

/** What is stored for a server (a key of `auths`, or a host). */
export function findLogin(docker: DockerCli, server: string): Login | undefined {
  const entry = readConfig(docker.process, docker.choice.configDirectory).auths?.[server];
  if (!entry || !isReadable(entry)) return undefined;
  const pair = entry.auth ? fromBase64(entry.auth) : `${entry.username ?? ''}:${entry.password ?? ''}`;
  const colon = pair.indexOf(':');
  return colon > 0 ? { username: pair.slice(0, colon), password: pair.slice(colon + 1) } : undefined;
}

/** Keeps a login, unencrypted; whether that changed anything. */
export function storeLogin(docker: DockerCli, server: string, { username, password }: Login): boolean {
  const { process, choice } = docker;
  const { auths = {} } = readConfig(process, choice.configDirectory);
  const entry = { auth: toBase64(`${username}:${password}`) };
  if (auths[server]?.auth === entry.auth) return false;
  const all = Object.entries({ ...auths, [server]: entry }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeConfig(process, choice.configDirectory, { auths: Object.fromEntries(all) });
  return true;
}

/** Forgets what is stored for some servers. */
export function eraseLogins(docker: DockerCli, servers: readonly string[]): void {
  const { process, choice } = docker;
  const { auths } = readConfig(process, choice.configDirectory);
  if (!auths || !servers.some((server) => server in auths)) return;
  writeConfig(process, choice.configDirectory, { auths: Object.fromEntries(Object.entries(auths).filter(([server]) => !servers.includes(server))) });
}

/** The header `X-Registry-Auth` for a registry's host. */
export function authenticationHeader(docker: DockerCli, host: string): string {
  const server = keyOf(host);
  const login = findLogin(docker, server);
  return toBase64(JSON.stringify(login ? { ...login, serveraddress: server } : {})).replaceAll('+', '-').replaceAll('/', '_');
}
