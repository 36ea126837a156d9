import { EngineError } from '../error';

/** A name of an image, normalised: registry's host, repository on it, and tag or digest or both. */
export interface Reference {
  /** `docker.io`, `localhost:5000`… */
  readonly domain: string;
  /** `library/nginx`. */
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const component = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${domainComponent}(?:\\.${domainComponent})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const pattern = new RegExp(`^((?:${domain}/)?${component}(?:/${component})*)(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`);

/** Names longer than this are refused. */
const longestName = 255;

const invalid = (message: string) => new EngineError('invalid parameter', message);

/** Host and repository of a familiar name: what has a dot, a colon or is `localhost` before the first slash is a host. */
function splitDomain(name: string): [string, string] {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  let host = 'docker.io';
  let rest = name;
  if (slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first)) {
    host = first === 'index.docker.io' ? 'docker.io' : first;
    rest = name.slice(slash + 1);
  }
  return [host, host === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest];
}

/** Reads a name as users type it (`nginx`, `nginx:1.29`, `localhost:5000/a/b@sha256:…`). Throws `EngineError` with the distribution library's sentences. */
export function parseReference(text: string): Reference {
  if (/^[a-f0-9]{64}$/.test(text)) throw invalid(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const at = text.indexOf('@');
  const plain = at < 0 ? text : text.slice(0, at);
  const colon = plain.lastIndexOf(':');
  const name = colon > plain.lastIndexOf('/') ? plain.slice(0, colon) : plain;
  const [host, rest] = splitDomain(name);
  if (rest.toLowerCase() !== rest) throw invalid(`invalid reference format: repository name (${rest}) must be lowercase`);
  const match = pattern.exec(`${host}/${rest}${text.slice(name.length)}`);
  if (!match || name === '') throw invalid('invalid reference format');
  const [, , tag, digest] = match;
  if (`${host}/${rest}`.length - host.length - 1 > longestName) throw invalid(`repository name must not be more than ${longestName} characters`);
  if (digest !== undefined && !/^sha256:[a-f0-9]{64}$|^sha512:[a-f0-9]{128}$/.test(digest)) throw invalid('invalid reference format');
  return { domain: host, path: rest, tag, digest };
}

/** The name without tag and digest, as people write it: `nginx`, `localhost:5000/a`. */
export function familiarName(reference: Pick<Reference, 'domain' | 'path'>): string {
  if (reference.domain !== 'docker.io') return `${reference.domain}/${reference.path}`;
  return reference.path.replace(/^library\/(?=[^/]+$)/, '');
}

/** The whole name as people write it. */
export function familiarString(reference: Reference): string {
  return `${familiarName(reference)}${reference.tag === undefined ? '' : `:${reference.tag}`}${reference.digest === undefined ? '' : `@${reference.digest}`}`;
}

/** With the tag `latest` when it has neither tag nor digest. */
export function withDefaultTag(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;
}

/** Whether a name has a tag or a digest of its own. */
export function isTagged(text: string): boolean {
  return text.includes('@') || text.lastIndexOf(':') > text.lastIndexOf('/');
}
