import type { HttpRequest, HttpResponse } from '../../net/http/types';

/** A request that found its route. */
export interface Call {
  readonly request: HttpRequest;
  /** The parts of the path that the pattern names, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The version of the API that the client speaks, for example `1.51`. */
  readonly version: string;
}

/** One operation of the API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /**
   * The path below the version, for example `/containers/{name}/json`. A name with a star (`{name*}`) takes slashes too,
   * as image names need.
   */
  readonly pattern: string;
  readonly handle: (call: Call) => Promise<HttpResponse>;
}

interface CompiledRoute {
  readonly route: Route;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/** Finds the route of a method and a path. */
export interface RouteTable {
  find(method: string, path: string): { route: Route; parameters: Record<string, string> } | undefined;
}

function compile(route: Route): CompiledRoute {
  const names: string[] = [];
  const source = route.pattern.replace(/\{(\w+)(\*?)\}/g, (_match, name: string, star: string) => {
    names.push(name);
    return star === '' ? '([^/]+)' : '(.+)';
  });
  return { route, names, expression: new RegExp(`^${source}$`) };
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % stands for itself
  }
}

/** A table of `routes`; the first that matches wins. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const compiled = routes.map(compile);
  return {
    find(method, path) {
      for (const { route, expression, names } of compiled) {
        if (route.method !== method) continue;
        const match = expression.exec(path);
        if (!match) continue;
        const parameters = Object.fromEntries(names.map((name, i) => [name, decodePart(match[i + 1] ?? '')]));
        return { route, parameters };
      }
      return undefined;
    },
  };
}
