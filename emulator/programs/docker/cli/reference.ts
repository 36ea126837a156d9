import { CliError } from './error';

/** A name of an image, taken apart. */
export interface ImageName {
  readonly domain: string;
  readonly path: string;
  tag: string | undefined;
  readonly digest: string | undefined;
}

const component = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';

/** Takes a name apart as the distribution library does; throws a `CliError` with its sentence when it is none. */
export function splitReference(text: string): ImageName {
  if (/^[a-f0-9]{64}$/.test(text)) throw new CliError(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const [plain = '', digest] = text.split('@');
  const colon = plain.lastIndexOf(':');
  const tagged = colon > plain.lastIndexOf('/');
  const name = tagged ? plain.slice(0, colon) : plain;
  const tag = tagged ? plain.slice(colon + 1) : undefined;
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasDomain = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const domain = hasDomain ? first : 'docker.io';
  const rest = hasDomain ? name.slice(slash + 1) : name;
  if (rest !== rest.toLowerCase()) throw new CliError(`invalid reference format: repository name (${domain === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest}) must be lowercase`);
  const proper = new RegExp(`^${component}(?:/${component})*$`).test(rest) && (tag === undefined || /^\w[\w.-]{0,127}$/.test(tag)) && (digest === undefined || /^sha256:[a-f0-9]{64}$/.test(digest)) && text.split('@').length <= 2;
  if (!proper) throw new CliError('invalid reference format');
  return { domain, path: domain === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest, tag, digest };
}

/** The name as people write it, without tag and digest. */
export function familiar({ domain, path }: Pick<ImageName, 'domain' | 'path'>): string {
  return domain === 'docker.io' ? path.replace(/^library\/(?=[^/]+$)/, '') : `${domain}/${path}`;
}
