import { blobs } from './blobs';
import { reply, type Methods } from './call';
import { catalog, tags } from './lists';
import { manifests } from './manifests';
import { uploads } from './uploads';

const component = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const name = `(${component}(?:/${component})*)`;
const tag = '\\w[\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

/** What a path leads to. */
interface Match {
  readonly methods: Methods;
  /** What is to be authorized: the repository, the catalog, or nothing but the user. */
  readonly scope: 'base' | 'catalog' | 'repository';
  readonly name: string;
  readonly reference: string;
  /** What the log calls the reference. */
  readonly variable: string;
}

const answerBase = () => reply(200, { 'Content-Length': '2', 'Content-Type': 'application/json; charset=utf-8' }, '{}');

const routes: readonly { readonly pattern: RegExp; readonly methods: Methods; readonly scope: Match['scope']; readonly variable?: string }[] = [
  { pattern: /^\/v2\/$/, methods: { GET: answerBase, HEAD: answerBase, PUT: answerBase, POST: answerBase, DELETE: answerBase, PATCH: answerBase }, scope: 'base' },
  { pattern: /^\/v2\/_catalog$/, methods: catalog, scope: 'catalog' },
  { pattern: new RegExp(`^/v2/${name}/tags/list$`), methods: tags, scope: 'repository' },
  { pattern: new RegExp(`^/v2/${name}/manifests/(${tag}|${digest})$`), methods: manifests, scope: 'repository', variable: 'reference' },
  { pattern: new RegExp(`^/v2/${name}/blobs/uploads/$`), methods: uploads, scope: 'repository' },
  { pattern: new RegExp(`^/v2/${name}/blobs/uploads/([a-zA-Z0-9-_.=]+)$`), methods: uploads, scope: 'repository', variable: 'uuid' },
  { pattern: new RegExp(`^/v2/${name}/blobs/([a-zA-Z0-9-_+.]+:[a-fA-F0-9]+)$`), methods: blobs, scope: 'repository', variable: 'digest' },
];

/** The route of a path; undefined when there is none. */
export function findRoute(path: string): Match | undefined {
  for (const { pattern, methods, scope, variable } of routes) {
    const match = pattern.exec(path);
    if (match) return { methods, scope, name: match[1] ?? '', reference: match[2] ?? '', variable: variable ?? '' };
  }
  return undefined;
}

/** Where a path that is written otherwise than its route leads: without empty parts, with the slash that the route ends with. */
export function properPath(path: string): string | undefined {
  const clean = path.replaceAll(/\/{2,}/g, '/').replaceAll(/\/\.(?=\/|$)/g, '') || '/';
  if (clean !== path) return clean;
  return !path.endsWith('/') && findRoute(`${path}/`) ? `${path}/` : undefined;
}
