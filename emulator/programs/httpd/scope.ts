import type { Process } from '../../process/types';
import type { Configuration } from './parse';
import type { Directive } from '../services/directive';

/** What `httpd -v` says. */
export const httpdVersion = '2.4.65';

/** Where errors go when ErrorLog does not say it. */
export const defaultErrorLog = 'logs/error_log';

/** The directives in force for a request: what comes later decides. */
export class Scope {
  constructor(private readonly directives: readonly Directive[]) {}

  /** With more directives, which win. */
  with(more: readonly Directive[]): Scope {
    return new Scope([...this.directives, ...more]);
  }
  all(name: string): Directive[] {
    return this.directives.filter((directive) => directive.name === name && !directive.block);
  }
  last(name: string): readonly string[] | undefined {
    return this.all(name).at(-1)?.args;
  }
  arg(name: string, fallback: string): string {
    return this.last(name)?.[0] ?? fallback;
  }
  sections(name: string): Directive[] {
    return this.directives.filter((directive) => directive.name === name && directive.block);
  }
  /** A path of the configuration: relative ones are under ServerRoot. */
  path(name: string): string {
    return name.startsWith('/') ? name : `${this.arg('serverroot', '/usr/local/apache2')}/${name}`;
  }
  get serverName(): string | undefined {
    return this.last('servername')?.[0]?.replace(/^https?:\/\//, '').replace(/:\d+$/, '');
  }
  /** Whether an option of `Options` is on. */
  option(name: string): boolean {
    let on = name !== 'Indexes' && name !== 'MultiViews';
    for (const { args } of this.all('options')) {
      if (args.every((word) => !/^[+-]/.test(word))) on = args.some((word) => word === name || (word === 'All' && name !== 'MultiViews'));
      for (const word of args) if (word.toLowerCase() === `+${name}`.toLowerCase()) on = true;
      else if (word.toLowerCase() === `-${name}`.toLowerCase()) on = false;
    }
    return on;
  }
}

function glob(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/[.+^$()|\\{}]/g, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}`);
}

/** The main server, or the virtual host that a name and a port lead to. */
export function hostScope({ directives }: Configuration, host: string, port: number): Scope {
  const main = new Scope(directives);
  const hosts = main.sections('virtualhost').filter(({ args }) => args.some((address) => /(?:^|:)(\*|\d+)$/.exec(address)?.[1] === String(port) || !/:/.test(address)));
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const named = hosts.find(({ block = [] }) => block.some((one) => (one.name === 'servername' && (one.args[0] ?? '').replace(/:\d+$/, '').toLowerCase() === name) || (one.name === 'serveralias' && one.args.some((alias) => new RegExp(`${glob(alias.toLowerCase()).source}$`).test(name)))));
  const chosen = named ?? hosts[0];
  return chosen ? main.with(chosen.block ?? []) : main;
}

/** `scope` with what its sections say about a file: of directories from the outermost on, then of files, then of the address. */
export function fileScope(scope: Scope, file: string, path: string): Scope {
  const slashed = `${file.replace(/\/$/, '')}/`;
  const directories = scope
    .sections('directory')
    .filter(({ args }) => (args[0] === '~' ? new RegExp(args[1] ?? '').test(file) : glob(`${(args[0] ?? '').replace(/\/$/, '')}/`).test(slashed)))
    .sort((a, b) => (a.args[0] ?? '').replace(/\/$/, '').split('/').length - (b.args[0] ?? '').replace(/\/$/, '').split('/').length);
  const matched = scope.sections('directorymatch').filter(({ args }) => new RegExp(args[0] ?? '').test(file));
  const name = file.slice(file.lastIndexOf('/') + 1);
  const inDirectories = [...directories, ...matched].flatMap(({ block = [] }) => block);
  const inside = scope.with(inDirectories);
  const files = [...inside.sections('files').filter(({ args }) => new RegExp(`${glob(args[0] ?? '').source}$`).test(name)), ...inside.sections('filesmatch').filter(({ args }) => new RegExp(args[0] ?? '').test(name))];
  const locations = [...scope.sections('location').filter(({ args }) => `${path}/`.startsWith(`${(args[0] ?? '').replace(/\/$/, '')}/`)), ...scope.sections('locationmatch').filter(({ args }) => new RegExp(args[0] ?? '').test(path))];
  return inside.with([...files, ...locations].flatMap(({ block = [] }) => block));
}

/** Types of files by their ending, from TypesConfig's file and AddType. */
export function contentType(process: Process, scope: Scope, file: string): string | undefined {
  const extension = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  for (const { args } of scope.all('addtype').reverse()) if (args.slice(1).some((one) => one.replace(/^\./, '').toLowerCase() === extension)) return args[0];
  const types = scope.path(scope.arg('typesconfig', 'conf/mime.types'));
  if (!process.files.exists(types)) return undefined;
  for (const line of process.files.readText(types).split('\n')) {
    const [type, ...extensions] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (extensions.includes(extension)) return type;
  }
  return undefined;
}
