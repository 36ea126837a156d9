import { isSystemError } from '../../../kernel/errno';
import type { FileCalls } from '../../../vfs/types';
import { ConfigError, type Directive } from '../directive';

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  readonly line: number;
}

function tokenize(text: string, file: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? '';
    if (character === '\n') line++;
    if (/\s/.test(character)) at++;
    else if (character === '#') {
      while (at < text.length && text[at] !== '\n') at++;
    } else if (/[{};]/.test(character)) {
      tokens.push({ text: character, quoted: false, line });
      at++;
    } else if (character === '"' || character === "'") {
      const start = line;
      let word = '';
      for (at++; at < text.length && text[at] !== character; at++) {
        if (text[at] === '\\' && at + 1 < text.length) at++;
        if (text[at] === '\n') line++;
        word += text[at];
      }
      if (at >= text.length) throw new ConfigError(`unexpected end of file, expecting "${character}" in ${file}:${line}`);
      at++;
      tokens.push({ text: word, quoted: true, line: start });
    } else {
      let word = '';
      while (at < text.length && !/[\s;]/.test(text[at] ?? '') && !(text[at] === '{' && !word.endsWith('$'))) word += text[at++];
      tokens.push({ text: word, quoted: false, line });
    }
  }
  return tokens;
}

/** Reads a configuration file with what it includes. Throws {@link ConfigError}. */
export function readConfig(files: FileCalls, path: string): Directive[] {
  let text: string;
  try {
    text = files.readText(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ConfigError(`open() "${path}" failed (${error.errno === 'ENOENT' ? 2 : 13}: ${error.message})`);
  }
  const tokens = tokenize(text, path);
  let at = 0;
  function block(inner: boolean): Directive[] {
    const directives: Directive[] = [];
    for (;;) {
      const token = tokens[at++];
      if (!token) {
        if (inner) throw new ConfigError(`unexpected end of file, expecting ";" or "}" in ${path}:${tokens.at(-1)?.line ?? 1}`);
        return directives;
      }
      if (token.text === '}' && !token.quoted) {
        if (!inner) throw new ConfigError(`unexpected "}" in ${path}:${token.line}`);
        return directives;
      }
      if (/^[;{]$/.test(token.text) && !token.quoted) throw new ConfigError(`unexpected "${token.text}" in ${path}:${token.line}`);
      const args: string[] = [];
      for (;;) {
        const next = tokens[at++];
        if (!next) throw new ConfigError(`unexpected end of file, expecting ";" or "}" in ${path}:${tokens.at(-1)?.line ?? 1}`);
        if (next.text === ';' && !next.quoted) {
          if (token.text === 'include') for (const file of expand(files, path, args[0] ?? '')) directives.push(...readConfig(files, file));
          else directives.push({ name: token.text, args, block: undefined, file: path, line: token.line });
          break;
        }
        if (next.text === '{' && !next.quoted) {
          directives.push({ name: token.text, args, block: block(true), file: path, line: token.line });
          break;
        }
        if (next.text === '}' && !next.quoted) throw new ConfigError(`unexpected "}" in ${path}:${next.line}`);
        args.push(next.text);
      }
    }
  }
  return block(false);
}

/** The files that an include names, beside the including one when relative; a pattern may fit none. */
function expand(files: FileCalls, from: string, pattern: string): string[] {
  const full = pattern.startsWith('/') ? pattern : `${from.slice(0, from.lastIndexOf('/'))}/${pattern}`;
  const slash = full.lastIndexOf('/');
  if (!full.includes('*')) return [full];
  const directory = full.slice(0, slash);
  const expression = new RegExp(`^${full.slice(slash + 1).replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  if (!files.exists(directory)) return [];
  return files
    .readDirectory(directory)
    .map((entry) => entry.name)
    .filter((name) => expression.test(name))
    .sort()
    .map((name) => `${directory}/${name}`);
}

/** Directives that this nginx knows; another name is an error, as with a module that is not compiled in. */
const known = new Set(
  'user worker_processes worker_connections error_log pid events http server listen server_name root alias index location return try_files proxy_pass proxy_set_header proxy_http_version proxy_read_timeout proxy_redirect proxy_buffering access_log log_format default_type types sendfile tcp_nopush tcp_nodelay keepalive_timeout gzip gzip_types gzip_min_length gzip_vary autoindex autoindex_exact_size autoindex_localtime error_page add_header expires client_max_body_size charset etag if_modified_since internal deny allow server_tokens include multi_accept use worker_rlimit_nofile upstream map rewrite set if resolver types_hash_max_size server_names_hash_bucket_size absolute_redirect port_in_redirect daemon master_process load_module stream mail env working_directory thread_pool'.split(
    ' ',
  ),
);

/** Refuses directives that are not known. The inside of types, map and upstream is free. */
export function checkDirectives(directives: readonly Directive[]): void {
  for (const directive of directives) {
    if (!known.has(directive.name)) throw new ConfigError(`unknown directive "${directive.name}" in ${directive.file}:${directive.line}`);
    if (directive.block && !['types', 'map', 'upstream'].includes(directive.name)) checkDirectives(directive.block);
  }
}
