import { syntheticDirectory, createSyntheticFileSystem, type SyntheticDirectory, type SyntheticEntry } from '../vfs/synthetic-file-system';
import type { FileSystem } from '../vfs/types';
import type { NetworkInterface } from '../net/types';
import type { Kernel } from './kernel';

/** What sysfs says the size of each of its files is. */
const size = 4096;
const text = (read: () => string | number): SyntheticEntry => ({ kind: 'file', size, read: () => `${read()}\n` });

function interfaceDirectory(link: NetworkInterface): SyntheticDirectory {
  const counters = (direction: () => { bytes: number; packets: number }, prefix: string): Record<string, SyntheticEntry> => ({
    [`${prefix}_bytes`]: text(() => direction().bytes),
    [`${prefix}_packets`]: text(() => direction().packets),
    [`${prefix}_errors`]: text(() => 0),
    [`${prefix}_dropped`]: text(() => 0),
  });
  const statistics = syntheticDirectory({ ...counters(() => link.received, 'rx'), ...counters(() => link.sent, 'tx') });
  const bridge: Record<string, SyntheticEntry> = link.kind === 'bridge' ? { bridge: syntheticDirectory({ stp_state: text(() => 0) }) } : {};
  return syntheticDirectory({
    address: text(() => link.hardwareAddress),
    carrier: text(() => (link.carrier ? 1 : 0)),
    flags: text(() => (link.kind === 'loopback' ? '0x9' : link.up ? '0x1003' : '0x1002')),
    ifindex: text(() => link.index),
    iflink: text(() => link.peerIndex ?? link.index),
    mtu: text(() => link.mtu),
    operstate: text(() => (link.kind === 'loopback' ? 'unknown' : link.up && link.carrier ? 'up' : 'down')),
    statistics,
    type: text(() => (link.kind === 'loopback' ? 772 : 1)),
    ...bridge,
  });
}

/** /sys of a kernel: what of the machine programs look up there. /sys/fs/cgroup is a place to mount on. */
export function createSystemFileSystem(kernel: Kernel): FileSystem {
  const { system } = kernel;
  const empty = () => syntheticDirectory({});
  const range = system.processors > 1 ? `0-${system.processors - 1}` : '0';
  const network: SyntheticDirectory = {
    kind: 'directory',
    names: () => (kernel.caller?.namespaces ?? kernel.namespaces).network.interfaces.map(({ name }) => name),
    lookup(name) {
      const link = (kernel.caller?.namespaces ?? kernel.namespaces).network.interfaces.find((one) => one.name === name);
      return link && interfaceDirectory(link);
    },
  };
  const processors = Object.fromEntries(Array.from({ length: system.processors }, (_, i) => [`cpu${i}`, syntheticDirectory({ online: text(() => 1) })]));
  const root = syntheticDirectory({
    block: syntheticDirectory({ vda: syntheticDirectory({ size: text(() => 41_943_040), removable: text(() => 0), ro: text(() => 0) }) }),
    bus: empty,
    class: syntheticDirectory({ net: network, block: empty, tty: empty }),
    dev: empty,
    devices: syntheticDirectory({
      system: syntheticDirectory({
        cpu: syntheticDirectory({ ...processors, online: text(() => range), possible: text(() => range), present: text(() => range) }),
        node: syntheticDirectory({ online: text(() => 0) }),
      }),
      virtual: syntheticDirectory({
        dmi: syntheticDirectory({ id: syntheticDirectory({ product_name: text(() => 'Drydock Machine'), sys_vendor: text(() => 'Drydock') }) }),
      }),
    }),
    firmware: empty,
    fs: syntheticDirectory({ cgroup: empty, ext4: empty, bpf: empty }),
    hypervisor: empty,
    kernel: syntheticDirectory({
      debug: empty,
      mm: syntheticDirectory({ transparent_hugepage: syntheticDirectory({ enabled: text(() => 'always [madvise] never') }) }),
      security: empty,
    }),
    module: syntheticDirectory({ overlay: empty, bridge: empty, br_netfilter: empty }),
    power: empty,
  });
  return createSyntheticFileSystem({ type: 'sysfs', clock: system.clock, root });
}
