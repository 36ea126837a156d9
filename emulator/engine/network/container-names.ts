import type { NameAnswer, NameServer, NetworkNamespace } from '../../net/types';
import type { Container } from '../container/container';
import type { EngineParts } from '../parts';

/** Where a container on a user-defined network finds Docker's name server. */
export const nameServerAddress = '127.0.0.11';

/** Whether the container's names are answered by Docker: it is on a user-defined network. */
export function hasNameServer(container: Container): boolean {
  const names = Object.keys(container.record.NetworkSettings.Networks);
  return names.some((name) => !['bridge', 'host', 'none'].includes(name));
}

/** Answers the names of those who share a network with the container, and asks the host's server for others. Returns how to stop. */
export function serveContainerNames(parts: EngineParts, container: Container, namespace: NetworkNamespace): (() => void) | undefined {
  if (!hasNameServer(container)) return undefined;
  const { process, store } = parts;
  const server: NameServer = async (question) => {
    const wanted = question.name.toLowerCase();
    const none: NameAnswer = { status: 'NOERROR', records: [] };
    const networks = Object.entries(container.record.NetworkSettings.Networks);
    const found: string[] = [];
    for (const [network, endpoint] of networks) {
      if (found.length > 0) break; // the networks are asked one after the other
      for (const other of store.all()) {
        const theirs = other.record.NetworkSettings.Networks[network];
        if (!other.task || !theirs || theirs.IPAddress === '') continue;
        const links = (endpoint.Links ?? []).flatMap((link) => (link.split(':')[0] === other.record.Name.slice(1) ? [link.split(':')[1] ?? ''] : []));
        const names = [...(theirs.DNSNames ?? []), ...links].flatMap((name) => [name.toLowerCase(), `${name.toLowerCase()}.${network.toLowerCase()}`]);
        if (question.type === 'PTR') {
          if (`${theirs.IPAddress.split('.').reverse().join('.')}.in-addr.arpa` === wanted) return { status: 'NOERROR', records: [{ name: question.name, type: 'PTR', data: `${other.record.Name.slice(1)}.${network}` }] };
        } else if (names.includes(wanted)) found.push(theirs.IPAddress);
      }
    }
    if (found.length > 0) return question.type === 'A' ? { status: 'NOERROR', records: found.map((data) => ({ name: question.name, type: 'A' as const, data })) } : none;
    return await forward(process, question);
  };
  return process.network.administration.serveNames(namespace, nameServerAddress, server);
}

/** Asks the first name server of the host. */
async function forward(process: EngineParts['process'], question: Parameters<NameServer>[0]): Promise<NameAnswer> {
  const address = /^nameserver\s+(\S+)/m.exec(process.files.readText('/etc/resolv.conf'))?.[1];
  if (address === undefined) return { status: 'SERVFAIL', records: [] };
  return await process.network.queryName(address, question);
}
