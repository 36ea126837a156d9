/** A directory of a fresh host; mode 0o755 and owner root when absent. */
export interface HostDirectory {
  readonly path: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

const plain = [
  '/boot /dev /etc /etc/apt /etc/apt/sources.list.d /etc/docker /etc/profile.d /etc/skel /etc/systemd /etc/systemd/system /etc/systemd/system/multi-user.target.wants /home /media /mnt /opt /proc /run /run/lock /run/systemd /srv /sys',
  '/usr /usr/bin /usr/sbin /usr/lib /usr/lib64 /usr/lib/systemd /usr/lib/systemd/system /usr/lib/x86_64-linux-gnu /usr/libexec /usr/libexec/docker /usr/libexec/docker/cli-plugins /usr/local /usr/local/bin /usr/local/sbin /usr/local/lib',
  '/usr/local/share /usr/share /usr/share/doc /usr/src /usr/include /usr/games /var /var/cache /var/lib /var/lib/apt /var/lib/apt/lists /var/lib/dpkg /var/lib/dpkg/info /var/log /var/log/journal /var/mail /var/spool',
].flatMap((line) => line.split(' '));

/** All directories of a fresh host, parents before children where their modes matter. */
export const hostDirectories: readonly HostDirectory[] = [
  ...plain.map((path) => ({ path })),
  { path: '/root', mode: 0o700 },
  { path: '/tmp', mode: 0o1777 },
  { path: '/var/tmp', mode: 0o1777 },
  { path: '/home/learner', mode: 0o750, uid: 1000, gid: 1000 },
  { path: '/var/lib/docker', mode: 0o710 },
];

/** Links from the old places to the merged /usr, and what else is a link on a fresh host. */
export const hostLinks: Readonly<Record<string, string>> = {
  '/bin': 'usr/bin',
  '/sbin': 'usr/sbin',
  '/lib': 'usr/lib',
  '/lib64': 'usr/lib64',
  '/var/run': '/run',
  '/var/lock': '/run/lock',
  '/etc/mtab': '../proc/self/mounts',
  '/etc/localtime': '/usr/share/zoneinfo/Etc/UTC',
  '/etc/systemd/system/multi-user.target.wants/docker.service': '/usr/lib/systemd/system/docker.service',
  '/usr/sbin/init': '../lib/systemd/systemd',
};
