import { SystemError } from '../../kernel/errno';
import { syntheticDirectory, syntheticText, type SyntheticDirectory, type SyntheticEntry } from '../../vfs/synthetic-file-system';
import type { NetworkNamespace } from '../../net/types';
import type { Kernel } from '../kernel';
import type { Task } from '../task';

/** Settings that are kept but change nothing here, with what Linux starts with. */
const machineSettings: Readonly<Record<string, string>> = {
  'fs/file-max': '9223372036854775807',
  'fs/inotify/max_user_instances': '128',
  'fs/inotify/max_user_watches': '28635',
  'fs/nr_open': '1048576',
  'kernel/panic': '0',
  'kernel/pid_max': '4194304',
  'kernel/threads-max': '31282',
  'kernel/shmmax': '18446744073692774399',
  'kernel/shmall': '18446744073692774399',
  'kernel/shmmni': '4096',
  'kernel/sem': '32000\t1024000000\t500\t32000',
  'kernel/msgmax': '8192',
  'kernel/perf_event_paranoid': '4',
  'kernel/unprivileged_userns_clone': '1',
  'kernel/yama/ptrace_scope': '1',
  'vm/dirty_background_ratio': '10',
  'vm/dirty_ratio': '20',
  'vm/drop_caches': '0',
  'vm/max_map_count': '65530',
  'vm/overcommit_memory': '0',
  'vm/overcommit_ratio': '50',
  'vm/swappiness': '60',
};
/** The same, of each network namespace. */
const networkSettings: Readonly<Record<string, string>> = {
  'net/bridge/bridge-nf-call-iptables': '1',
  'net/core/somaxconn': '4096',
  'net/core/rmem_max': '212992',
  'net/core/wmem_max': '212992',
  'net/ipv4/conf/all/forwarding': '1',
  'net/ipv4/ip_forward': '1',
  'net/ipv4/ip_local_port_range': '32768\t60999',
  'net/ipv4/ping_group_range': '0\t2147483647',
  'net/ipv4/tcp_keepalive_time': '7200',
  'net/ipv4/tcp_syncookies': '1',
  'net/ipv6/conf/all/disable_ipv6': '0',
  'net/ipv6/conf/default/disable_ipv6': '0',
};
const readOnlySettings = (kernel: Kernel): Readonly<Record<string, () => string>> => ({
  'fs/file-nr': () => `${[...kernel.tasks].reduce((sum, task) => sum + task.descriptors.numbers().length, 512)}\t0\t9223372036854775807`,
  'kernel/cap_last_cap': () => '40',
  'kernel/osrelease': () => kernel.system.kernel.release,
  'kernel/ostype': () => kernel.system.kernel.name,
  'kernel/version': () => kernel.system.kernel.version,
  'kernel/ngroups_max': () => '65536',
  'kernel/random/entropy_avail': () => '256',
  'kernel/random/poolsize': () => '256',
});

function uuid(bytes: Uint8Array): string {
  const digits = [...bytes].map((byte, i) => (i === 6 ? (byte & 15) | 64 : i === 8 ? (byte & 63) | 128 : byte).toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** /proc/sys for whoever asks. */
export function createSettings(kernel: Kernel): (asker: Task) => SyntheticDirectory {
  const values = new Map(Object.entries(machineSettings));
  const networkValues = new WeakMap<NetworkNamespace, Map<string, string>>();
  const bootId = uuid(kernel.system.random.fork('boot-id').bytes(16));
  const fixed = readOnlySettings(kernel);
  const ofNetwork = (namespace: NetworkNamespace) => {
    let own = networkValues.get(namespace);
    if (!own) networkValues.set(namespace, (own = new Map(Object.entries(networkSettings))));
    return own;
  };

  return (asker) => {
    const entries = new Map<string, SyntheticEntry>();
    const setting = (read: () => string, write: (text: string) => void): SyntheticEntry => ({
      kind: 'file',
      mode: 0o644,
      read: () => `${read()}\n`,
      write(text) {
        if (asker.credentials.uid !== 0) throw new SystemError('EPERM');
        write(text.replace(/\n$/, ''));
      },
    });
    const kept = (store: Map<string, string>, name: string) =>
      setting(
        () => store.get(name) ?? '',
        (text) => {
          if (/^-?\d+$/.test(store.get(name) ?? '') && !/^-?\d+$/.test(text.trim())) throw new SystemError('EINVAL');
          store.set(name, text.trim());
        },
      );
    for (const name of values.keys()) entries.set(name, kept(values, name));
    const network = ofNetwork(asker.namespaces.network);
    for (const name of network.keys()) entries.set(name, kept(network, name));
    for (const [name, read] of Object.entries(fixed))
      entries.set(
        name,
        syntheticText(() => `${read()}\n`),
      );
    const { uts } = asker.namespaces;
    entries.set(
      'kernel/hostname',
      setting(
        () => uts.hostname,
        (text) => void (uts.hostname = text),
      ),
    );
    entries.set(
      'kernel/domainname',
      setting(
        () => uts.domainName,
        (text) => void (uts.domainName = text),
      ),
    );
    entries.set(
      'kernel/random/boot_id',
      syntheticText(() => `${bootId}\n`),
    );
    entries.set(
      'kernel/random/uuid',
      syntheticText(() => `${uuid(kernel.system.random.bytes(16))}\n`),
    );
    return directoryOf(entries, '');
  };
}

/** The directory of all entries whose names begin with `prefix`. */
function directoryOf(entries: ReadonlyMap<string, SyntheticEntry>, prefix: string): SyntheticDirectory {
  const names = new Set([...entries.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length).split('/')[0] as string));
  return syntheticDirectory(
    Object.fromEntries([...names].map((name) => [name, entries.get(prefix + name) ?? (() => directoryOf(entries, `${prefix}${name}/`))])),
  );
}
