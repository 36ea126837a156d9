import type { CommandLine, Instruction } from './command';
import { DockerfileError } from './error';
import { readFlags, type FlagKind } from './flags';
import { parseHealthcheck } from './healthcheck';
import { hereDocument } from './here-documents';
import type { Node } from './node';
import { jsonList, parsePairs, splitWords } from './words';

/** Which frontend reads the file: the one in the engine (1.19), or the one that `# syntax=docker/dockerfile:1` fetches, which knows more. */
export type Frontend = 'builtin' | 'fetched' | 'classic';

/** Flags that only a fetched frontend takes. */
const newFlags = ['parents', 'security'];

const copyFlags: Record<string, FlagKind> = { from: 'string', chown: 'string', chmod: 'string', link: 'boolean', exclude: 'list' };
const addFlags: Record<string, FlagKind> = {
  chown: 'string',
  chmod: 'string',
  link: 'boolean',
  'keep-git-dir': 'boolean',
  checksum: 'string',
  exclude: 'list',
  unpack: 'boolean',
};
const runFlags: Record<string, FlagKind> = { mount: 'list', network: 'string' };

const noFlags = (node: Node) => void readFlags(node.flags, {});

/** Understands an instruction other than FROM. Throws {@link DockerfileError} without a place. */
export function parseInstruction(node: Node, escape: string, frontend: Frontend): Instruction {
  const name = node.word.toUpperCase();
  const { rest } = node;
  switch (name) {
    case 'COPY':
    case 'ADD':
      return parseCopy(node, name, frontend);
    case 'RUN': {
      const flags = readFlags(node.flags, frontend === 'fetched' ? { ...runFlags, security: 'string' } : runFlags, newFlags);
      const network = flags.text('network');
      if (network !== undefined && !['default', 'none', 'host'].includes(network)) throw new DockerfileError(`invalid network mode ${JSON.stringify(network)}`);
      return {
        name,
        line: commandLine(rest),
        documents: node.documents,
        mounts: flags.list('mount'),
        network,
        security: flags.text('security'),
      };
    }
    case 'CMD':
    case 'ENTRYPOINT':
      noFlags(node);
      return { name, line: commandLine(rest) };
    case 'ENV':
    case 'LABEL': {
      noFlags(node);
      const { pairs, legacy } = parsePairs(rest, name, escape);
      if (pairs.length === 0) throw new DockerfileError(`${name} requires at least one argument`);
      if (pairs.some((pair) => pair.key === '')) throw new DockerfileError(`${name} names can not be blank`);
      return { name, pairs, legacy };
    }
    case 'ARG':
      return parseArgument(node, escape);
    case 'WORKDIR':
      return { name, value: single(node, name) };
    case 'USER':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return { name, value: single(node, name) };
    case 'EXPOSE': {
      noFlags(node);
      const ports = rest.split(/\s+/).filter((port) => port !== '');
      if (ports.length === 0) throw new DockerfileError('EXPOSE requires at least one argument');
      return { name, ports };
    }
    case 'VOLUME': {
      noFlags(node);
      const paths = jsonList(rest) ?? rest.split(/\s+/).filter((path) => path !== '');
      if (paths.length === 0) throw new DockerfileError('VOLUME requires at least one argument');
      if (paths.some((path) => path.trim() === '')) throw new DockerfileError('VOLUME specified can not be an empty string');
      return { name, paths };
    }
    case 'HEALTHCHECK':
      return { name, settings: parseHealthcheck(node) };
    case 'SHELL': {
      noFlags(node);
      const shell = jsonList(rest);
      if (shell && shell.length > 0) return { name, shell };
      if (shell || rest === '') throw new DockerfileError('SHELL requires at least one argument');
      throw new DockerfileError('SHELL requires the arguments to be in JSON form');
    }
    case 'ONBUILD':
      return parseOnBuild(node);
    default:
      throw new DockerfileError(`unknown instruction: ${node.word}`);
  }
}

function single(node: Node, name: string): string {
  noFlags(node);
  if (node.rest === '') throw new DockerfileError(`${name} requires exactly one argument`);
  return node.rest;
}

function commandLine(text: string): CommandLine {
  const words = jsonList(text);
  if (words) return { form: 'exec', words };
  return { form: 'shell', words: text === '' ? [] : [text] };
}

function parseCopy(node: Node, name: 'COPY' | 'ADD', frontend: Frontend): Instruction {
  const words = jsonList(node.rest) ?? node.rest.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) throw new DockerfileError(`${name} requires at least two arguments`);
  if (words.length === 1) throw new DockerfileError(`${name} requires at least two arguments, but only one was provided. Destination could not be determined`);
  const accepted = name === 'COPY' ? copyFlags : addFlags;
  const flags = readFlags(node.flags, frontend === 'fetched' && name === 'COPY' ? { ...accepted, parents: 'boolean' } : accepted, newFlags);
  const destination = words.at(-1) ?? '';
  if (hereDocument(destination)) throw new DockerfileError(`${name} cannot accept a heredoc as a destination`);
  return {
    name,
    sources: words.slice(0, -1),
    destination,
    documents: node.documents,
    from: flags.text('from'),
    chown: flags.text('chown'),
    chmod: flags.text('chmod'),
    link: flags.on('link'),
    parents: flags.on('parents'),
    exclude: flags.list('exclude'),
    checksum: flags.text('checksum'),
    unpack: flags.on('unpack', true),
  };
}

function parseArgument(node: Node, escape: string): Instruction {
  noFlags(node);
  const words = splitWords(node.rest, escape);
  if (words.length === 0) throw new DockerfileError('ARG requires at least one argument');
  const list = words.map((word) => {
    const at = word.indexOf('=');
    if (at === 0) throw new DockerfileError('ARG names can not be blank');
    return at < 0 ? { key: word, value: undefined } : { key: word.slice(0, at), value: word.slice(at + 1) };
  });
  return { name: 'ARG', arguments: list };
}

function parseOnBuild(node: Node): Instruction {
  noFlags(node);
  if (node.rest === '') throw new DockerfileError('ONBUILD requires at least one argument');
  const trigger = (node.rest.split(/\s+/)[0] ?? '').toUpperCase();
  if (trigger === 'ONBUILD') throw new DockerfileError("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (trigger === 'MAINTAINER' || trigger === 'FROM') throw new DockerfileError(`${trigger} isn't allowed as an ONBUILD trigger`);
  return { name: 'ONBUILD', expression: node.original.replace(/^\s*onbuild\s*/i, '') };
}
