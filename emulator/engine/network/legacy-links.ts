import type { Container } from '../container/container';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';

/** A container on the default bridge that another one names (`--link`). */
interface LegacyLink {
  readonly alias: string;
  readonly address: string;
  /** What stands in /etc/hosts. */
  readonly names: readonly string[];
  readonly target: Container;
}

/** The two halves of `--link NAME:ALIAS`; the alias is the name when it is not given. */
export function splitLink(link: string): { name: string; alias: string } {
  const [name = '', alias = name] = link.split(':');
  return { name: name.replace(/^\//, ''), alias: alias.split('/').at(-1) ?? alias };
}

/** What a container on the default bridge is linked with. Throws `EngineError` when a linked container is not on that bridge. */
export function legacyLinks({ store }: EngineParts, container: Container): LegacyLink[] {
  if (container.hostConfig.NetworkMode !== 'bridge') return [];
  return (container.hostConfig.Links ?? []).map((link) => {
    const { name, alias } = splitLink(link);
    const target = store.find(name);
    const address = target.record.NetworkSettings.Networks.bridge?.IPAddress ?? '';
    if (!target.task) throw new EngineError('conflict', `Cannot link to a non running container: ${target.record.Name} AS ${container.record.Name}/${alias}`);
    if (address === '') throw new EngineError('invalid parameter', `container ${target.id} not attached to default bridge network`);
    const { Hostname: hostname } = target.record.Config;
    return { alias, address, names: [...new Set([alias, hostname, target.record.Name.slice(1)])], target };
  });
}

/** The variables that links give to a container's first process. */
export function legacyLinkVariables(parts: EngineParts, container: Container): string[] {
  return legacyLinks(parts, container).flatMap(({ alias, address, target }) => {
    const prefix = alias.replaceAll('-', '_').toUpperCase();
    const ports = Object.keys(target.record.Config.ExposedPorts ?? {})
      .map((port) => port.split('/') as [string, string])
      .sort(([a], [b]) => Number(a) - Number(b));
    const url = (number: string, protocol: string) => `${protocol}://${address}:${number}`;
    const [first] = ports;
    return [
      ...(first ? [`${prefix}_PORT=${url(...first)}`] : []),
      ...ports.flatMap(([number, protocol]) => {
        const name = `${prefix}_PORT_${number}_${protocol.toUpperCase()}`;
        return [`${name}=${url(number, protocol)}`, `${name}_ADDR=${address}`, `${name}_PORT=${number}`, `${name}_PROTO=${protocol}`];
      }),
      `${prefix}_NAME=${container.record.Name}/${alias}`,
      ...(target.record.Config.Env ?? []).filter((entry) => !/^(HOME|PATH)=/.test(entry)).map((entry) => `${prefix}_ENV_${entry}`),
    ];
  });
}
