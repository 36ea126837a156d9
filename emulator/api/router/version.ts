import { apiVersion, minimumApiVersion } from '../types/version';

/** -1, 0 or 1 as version `a` is lower than, the same as, or higher than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** Whether the version of `call` is at least `version`. */
export function isAtLeast(call: { readonly version: string }, version: string): boolean {
  return compareVersions(call.version, version) >= 0;
}

/** A path without its version, and the version; the newest when the path names none. */
export function splitVersion(path: string): { version: string; rest: string } {
  const match = /^\/v([0-9.]+)(\/.*)$/.exec(path);
  return match ? { version: match[1] ?? apiVersion, rest: match[2] ?? '/' } : { version: apiVersion, rest: path };
}

/** Why a client that speaks `version` is refused, or undefined. */
export function refuseVersion(version: string): string | undefined {
  if (compareVersions(version, minimumApiVersion) < 0) {
    return `client version ${version} is too old. Minimum supported API version is ${minimumApiVersion}, please upgrade your client to a newer version`;
  }
  if (compareVersions(version, apiVersion) > 0) return `client version ${version} is too new. Maximum supported API version is ${apiVersion}`;
  return undefined;
}
