import { EngineError } from '../error';
import type { ContainerDefaults } from './types';

/** Instructions that `--change` takes. */
const accepted = ['CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'LABEL', 'ONBUILD', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR', 'HEALTHCHECK', 'SHELL'];

/** An instruction's JSON array of strings; undefined when it is written in the shell's form. */
function jsonForm(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined; // not JSON: a command line that begins with a bracket
  }
}

/** `name=value` pairs, quoted or not, or the old form `name value`. */
function pairs(text: string): [string, string][] {
  if (!/^[^\s=]+=/.test(text)) {
    const [, name = '', value = ''] = /^(\S+)\s+(.*)$/s.exec(text) ?? [];
    return name === '' ? [] : [[name, value]];
  }
  const unquote = (word: string) => word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) => double?.replaceAll(/\\(.)/g, '$1') ?? single ?? escaped ?? '');
  return [...text.matchAll(/([^\s=]+)=((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])*)/g)].map((match) => [unquote(match[1] ?? ''), unquote(match[2] ?? '')]);
}

/** The defaults of an image with the changes of `docker commit -c` and `docker import -c` made. Throws `EngineError` for what is no such instruction. */
export function applyChanges(defaults: ContainerDefaults, changes: readonly string[]): ContainerDefaults {
  const config: ContainerDefaults = structuredClone(defaults);
  const named = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, {}]));
  for (const change of changes) {
    const [, word = '', rest = ''] = /^\s*(\w+)\s*(.*)$/s.exec(change) ?? [];
    const name = word.toUpperCase();
    if (!accepted.includes(name)) throw new EngineError('invalid parameter', `${name} is not a valid change command`);
    const list = jsonForm(rest);
    const command = list ?? (rest === '' ? [] : ['/bin/sh', '-c', rest]);
    switch (name) {
      case 'CMD':
        config.Cmd = command;
        break;
      case 'ENTRYPOINT':
        config.Entrypoint = command;
        break;
      case 'ENV':
        for (const [key, value] of pairs(rest)) config.Env = [...(config.Env ?? []).filter((entry) => !entry.startsWith(`${key}=`)), `${key}=${value}`];
        break;
      case 'LABEL':
        for (const [key, value] of pairs(rest)) config.Labels = { ...config.Labels, [key]: value };
        break;
      case 'EXPOSE':
        config.ExposedPorts = { ...config.ExposedPorts, ...named(rest.split(/\s+/).map((port) => (port.includes('/') ? port : `${port}/tcp`))) };
        break;
      case 'VOLUME':
        config.Volumes = { ...config.Volumes, ...named(list ?? rest.split(/\s+/)) };
        break;
      case 'ONBUILD':
        config.OnBuild = [...(config.OnBuild ?? []), rest];
        break;
      case 'STOPSIGNAL':
        config.StopSignal = rest;
        break;
      case 'USER':
        config.User = rest;
        break;
      case 'WORKDIR':
        config.WorkingDir = rest.startsWith('/') ? rest : `${config.WorkingDir ?? ''}/${rest}`;
        break;
      case 'SHELL':
        config.Shell = list ?? [];
        break;
      case 'HEALTHCHECK':
        config.Healthcheck = { Test: rest.toUpperCase() === 'NONE' ? ['NONE'] : ['CMD-SHELL', rest.replace(/^CMD\s+/i, '')] };
        break;
    }
  }
  return config;
}
