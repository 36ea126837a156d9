/** Where a program of the table is installed on a host, and how large its file is. */
export interface InstalledProgram {
  readonly path: string;
  readonly program: string;
  /** Bytes. */
  readonly size: number;
  readonly mode?: number;
}

const kilobyte = 1024;

/** Programs whose place or size is not the usual one (`/usr/bin/<name>`, 60 kB). */
const particular: Readonly<Record<string, Partial<InstalledProgram>>> = {
  bash: { size: 1_446_024 },
  sh: { path: '/usr/bin/dash', size: 129_784 },
  docker: { size: 41_837_608 },
  dockerd: { size: 101_209_192 },
  'systemd/init': { path: '/usr/lib/systemd/systemd', size: 100_000 },
  'systemd/systemctl': { path: '/usr/bin/systemctl', size: 1_500_000 },
  'systemd/journalctl': { path: '/usr/bin/journalctl', size: 96_000 },
  'systemd/service': { path: '/usr/sbin/service', size: 9_000 },
  'gnu/sudo': { size: 277_936, mode: 0o4755 },
  'gnu/su': { size: 55_680, mode: 0o4755 },
  'gnu/passwd': { size: 64_152, mode: 0o4755 },
  'gnu/chpasswd': { path: '/usr/sbin/chpasswd' },
  'gnu/chroot': { path: '/usr/sbin/chroot' },
  'gnu/ip': { path: '/usr/sbin/ip', size: 770 * kilobyte },
  'gnu/ifconfig': { path: '/usr/sbin/ifconfig' },
  'gnu/command-not-found': { path: '/usr/lib/command-not-found' },
  'gnu/adduser': { path: '/usr/sbin/adduser' },
  'gnu/addgroup': { path: '/usr/sbin/addgroup' },
  'gnu/groupadd': { path: '/usr/sbin/groupadd' },
  'gnu/groupdel': { path: '/usr/sbin/groupdel' },
  'gnu/useradd': { path: '/usr/sbin/useradd' },
  'gnu/userdel': { path: '/usr/sbin/userdel' },
  'gnu/usermod': { path: '/usr/sbin/usermod' },
  'gnu/nano': { size: 283_144 },
  'gnu/vi': { size: 1_609_248 },
  'gnu/apt': { size: 18_824 },
  'gnu/dpkg': { size: 318_176 },
  'gnu/nologin': { path: '/usr/sbin/nologin' },
};

/** Groups of programs whose files belong on a host; what is in none of them belongs in images. */
const groups = ['gnu', 'systemd'];
const single = ['bash', 'sh', 'docker', 'dockerd', 'containerd', 'containerd-shim-runc-v2', 'runc', 'docker-proxy', 'docker-init'];

/** What a host has installed, out of the names of a program table. */
export function installedPrograms(names: readonly string[]): InstalledProgram[] {
  return names
    .filter((name) => name !== 'gnu/absent')
    .filter((name) => single.includes(name) || groups.includes(name.split('/')[0] ?? ''))
    .map((name) => ({ path: `/usr/bin/${name.split('/').at(-1)}`, program: name, size: 60 * kilobyte, ...particular[name] }));
}
