import type { Kernel } from '../kernel';
import type { Task } from '../task';
import { ticksPerSecond } from './process-texts';

/** What the kernel itself takes of the memory, and what lies in caches. */
const kernelMemory = 180 * 1024 * 1024;
const cacheMemory = 640 * 1024 * 1024;

/** Time constants of the load averages, in seconds. */
const loadPeriods = [60, 300, 900] as const;

const fileSystems =
  'nodev\tsysfs\nnodev\ttmpfs\nnodev\tbdev\nnodev\tproc\nnodev\tcgroup2\nnodev\tdevtmpfs\nnodev\tsockfs\nnodev\tpipefs\nnodev\tramfs\nnodev\tdevpts\n\text3\n\text2\n\text4\nnodev\tautofs\nnodev\tmqueue\nnodev\toverlay\n';

const flags =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht syscall nx pdpe1gb rdtscp lm constant_tsc rep_good nopl cpuid pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 x2apic movbe popcnt aes xsave avx f16c rdrand hypervisor lahf_lm abm bmi1 avx2 bmi2 rdseed adx clflushopt';

/** The files of /proc that tell of the machine as a whole: their text for whoever asks. */
export function createMachineFiles(kernel: Kernel): Readonly<Record<string, (asker: Task) => string>> {
  const { system } = kernel;
  const { clock } = system;
  const seconds = () => (clock.now() - system.bootTime) / 1000;
  const alive = () => [...kernel.tasks].filter((task) => task.isAlive);
  const running = (asker: Task) => alive().filter((task) => task !== asker && task.state === 'running' && !task.isWaiting && !task.controlGroup.frozen).length;
  const load = loadPeriods.map(() => 0);
  let loadTime = clock.now();

  /** Load averages, kept up when they are looked at: the load since then counts as what it is now. */
  function loadAverage(asker: Task): string {
    const now = clock.now();
    const count = running(asker);
    loadPeriods.forEach((period, i) => {
      const keep = Math.exp(-(now - loadTime) / 1000 / period);
      load[i] = (load[i] ?? 0) * keep + count * (1 - keep);
    });
    loadTime = now;
    const all = alive();
    const last = Math.max(0, ...all.map((task) => task.identity.in(asker.namespaces.pid)));
    return `${load.map((value) => value.toFixed(2)).join(' ')} ${count + 1}/${all.length} ${last}\n`;
  }

  function memory(): string {
    const total = system.memoryTotal;
    const used = alive().reduce((sum, task) => sum + task.memory, kernelMemory);
    const cached = Math.min(cacheMemory, Math.max(0, total - used) / 2);
    const free = Math.max(0, total - used - cached);
    const rows: [string, number][] = [
      ['MemTotal', total],
      ['MemFree', free],
      ['MemAvailable', Math.max(0, total - used)],
      ['Buffers', cached * 0.05],
      ['Cached', cached * 0.85],
      ['SwapCached', 0],
      ['Active', used * 0.6],
      ['Inactive', cached * 0.5],
      ['SwapTotal', 0],
      ['SwapFree', 0],
      ['Dirty', 0],
      ['Writeback', 0],
      ['AnonPages', used - kernelMemory],
      ['Mapped', cached * 0.2],
      ['Shmem', 1024 * 1024],
      ['KReclaimable', cached * 0.1],
      ['Slab', cached * 0.1 + kernelMemory * 0.3],
      ['SReclaimable', cached * 0.1],
      ['SUnreclaim', kernelMemory * 0.3],
      ['CommitLimit', total / 2],
      ['Committed_AS', used * 1.4],
    ];
    return rows.map(([name, bytes]) => `${`${name}:`.padEnd(15)} ${String(Math.round(bytes / 1024)).padStart(8)} kB\n`).join('');
  }

  function statistics(): string {
    const busy = Math.floor(((alive().reduce((sum, task) => sum + task.cpuTime, 0) + kernel.endedCpuTime) / 1000) * ticksPerSecond);
    const total = Math.floor(seconds() * ticksPerSecond);
    const line = (name: string, share: number) =>
      `${name} ${Math.floor(busy * share)} 0 0 ${Math.max(0, Math.floor((total * system.processors - busy) * share))} 0 0 0 0 0 0\n`;
    let text = line('cpu ', 1);
    for (let i = 0; i < system.processors; i++) text += line(`cpu${i}`, 1 / system.processors);
    const forks = Math.max(0, ...[...kernel.tasks].map((task) => task.identity.in(kernel.rootPids)));
    return `${text}ctxt ${total * 10}\nbtime ${Math.floor(system.bootTime / 1000)}\nprocesses ${forks}\nprocs_running 1\nprocs_blocked 0\n`;
  }

  function processors(): string {
    let text = '';
    for (let i = 0; i < system.processors; i++) {
      text += `processor\t: ${i}\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nmodel name\t: Emulated x86-64 Processor\nstepping\t: 7\nmicrocode\t: 0x1\ncpu MHz\t\t: 2400.000\n`;
      text += `cache size\t: 16384 KB\nphysical id\t: 0\nsiblings\t: ${system.processors}\ncore id\t\t: ${i}\ncpu cores\t: ${system.processors}\napicid\t\t: ${i}\nfpu\t\t: yes\n`;
      text += `cpuid level\t: 13\nwp\t\t: yes\nflags\t\t: ${flags}\nbugs\t\t:\nbogomips\t: 4800.00\nclflush size\t: 64\ncache_alignment\t: 64\naddress sizes\t: 46 bits physical, 48 bits virtual\npower management:\n\n`;
    }
    return text;
  }

  const { name, release, version } = system.kernel;
  return {
    cgroups: () =>
      `#subsys_name\thierarchy\tnum_cgroups\tenabled\n${['cpuset', 'cpu', 'cpuacct', 'blkio', 'memory', 'devices', 'freezer', 'pids'].map((one) => `${one}\t0\t${kernel.controlGroups.paths().length}\t1\n`).join('')}`,
    cmdline: () => `BOOT_IMAGE=/boot/vmlinuz-${release} root=/dev/vda1 ro console=tty1 console=ttyS0\n`,
    cpuinfo: processors,
    devices: () => 'Character devices:\n  1 mem\n  4 tty\n  5 /dev/tty\n  5 /dev/console\n  5 /dev/ptmx\n 10 misc\n136 pts\n\nBlock devices:\n254 virtblk\n',
    filesystems: () => fileSystems,
    loadavg: loadAverage,
    locks: () => '',
    meminfo: memory,
    modules: () =>
      'overlay 212992 0 - Live 0x0000000000000000\nbr_netfilter 32768 0 - Live 0x0000000000000000\nbridge 421888 1 br_netfilter, Live 0x0000000000000000\n',
    partitions: () => 'major minor  #blocks  name\n\n 254        0   20971520 vda\n 254        1   20970496 vda1\n',
    stat: statistics,
    swaps: () => 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n',
    uptime: () => {
      const idle = Math.max(0, seconds() * system.processors - (alive().reduce((sum, task) => sum + task.cpuTime, 0) + kernel.endedCpuTime) / 1000);
      return `${seconds().toFixed(2)} ${idle.toFixed(2)}\n`;
    },
    version: () => `${name} version ${release} (buildd@drydock) (x86_64-linux-gnu-gcc-13 13.3.0, GNU ld 2.42) ${version}\n`,
  };
}
