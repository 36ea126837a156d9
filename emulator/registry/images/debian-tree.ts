import { aptSources, dpkgStatus } from '../../programs/packages/base-packages';
import type { LayerTree } from '../tree';

/** Core utilities that Debian and Ubuntu images have, as programs of the machine. */
const tools =
  '[ arch awk base64 basename cat chgrp chmod chown clear cmp comm cp cut date dd df diff dirname dmesg du echo egrep env expand expr factor false fgrep find fold getent grep groups gunzip gzip head hostname id install join kill ln logname ls lsns md5sum mkdir mkfifo mknod mktemp more mount mv nice nl nohup nproc nsenter numfmt od passwd paste printenv printf pwd readlink realpath renice reset rev rm rmdir script sed seq setsid sha1sum sha224sum sha256sum sha384sum sha512sum shuf sleep sort split stat stty su sync tac tail tar tee test timeout touch tr true truncate tty umount uname unexpand uniq users wc which who whoami xargs yes zcat'.split(
    ' ',
  );

const passwd =
  'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\nsys:x:3:3:sys:/dev:/usr/sbin/nologin\nsync:x:4:65534:sync:/bin:/bin/sync\ngames:x:5:60:games:/usr/games:/usr/sbin/nologin\nman:x:6:12:man:/var/cache/man:/usr/sbin/nologin\nlp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin\nmail:x:8:8:mail:/var/mail:/usr/sbin/nologin\nnews:x:9:9:news:/var/spool/news:/usr/sbin/nologin\nuucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin\nproxy:x:13:13:proxy:/bin:/usr/sbin/nologin\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nbackup:x:34:34:backup:/var/backups:/usr/sbin/nologin\nlist:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin\nirc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin\n_apt:x:42:65534::/nonexistent:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';
const group =
  'root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\ndisk:x:6:\nlp:x:7:\nmail:x:8:\nnews:x:9:\nuucp:x:10:\nman:x:12:\nproxy:x:13:\nkmem:x:15:\ndialout:x:20:\nfax:x:21:\nvoice:x:22:\ncdrom:x:24:\nfloppy:x:25:\ntape:x:26:\nsudo:x:27:\naudio:x:29:\ndip:x:30:\nwww-data:x:33:\nbackup:x:34:\noperator:x:37:\nlist:x:38:\nirc:x:39:\nsrc:x:40:\nshadow:x:42:\nutmp:x:43:\nvideo:x:44:\nsasl:x:45:\nplugdev:x:46:\nstaff:x:50:\ngames:x:60:\nusers:x:100:\nnogroup:x:65534:\n';
const bashrc = '# ~/.bashrc: executed by bash(1) for non-login shells.\n[ -z "$PS1" ] && return\nshopt -s checkwinsize\nPS1=\'${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ \'\nalias ls=\'ls --color=auto\'\n';

/** What a Debian-like root file system is made of. */
export interface DebianOptions {
  readonly release: string;
  readonly mergedUsr: boolean;
  /** Extra lines of /etc/passwd and /etc/group. */
  readonly users?: string;
  readonly groups?: string;
  /** What /etc/debian_version says. */
  readonly version?: string;
  /** Bytes of libraries, locales, perl, apt and dpkg, by path. */
  readonly weight: Readonly<Record<string, number>>;
}

/** /etc/passwd and /etc/group as Debian has them, with further lines: what `useradd` and `groupadd` in an image's build leave. */
export function debianAccounts(tree: LayerTree, users: string, groups: string): void {
  tree.file('etc/passwd', passwd + users).file('etc/group', group + groups);
}

/** Fills a Debian or Ubuntu root file system. */
export function debianTree(tree: LayerTree, { release, mergedUsr, users = '', groups = '', version = 'trixie/sid', weight }: DebianOptions): void {
  tree.directory('boot dev etc etc/apt etc/apt/apt.conf.d etc/apt/sources.list.d etc/default etc/init.d etc/profile.d etc/skel home media mnt opt proc run srv sys usr usr/bin usr/sbin usr/lib usr/local usr/local/bin usr/local/etc usr/local/lib usr/local/sbin usr/local/share usr/share usr/share/doc usr/src usr/games usr/include var var/backups var/cache var/cache/apt var/lib var/lib/apt var/lib/dpkg var/local var/log var/mail var/opt var/spool');
  tree.directory('tmp var/tmp run/lock', 0o1777).directory('root', 0o700).link('var/run', '/run').link('var/lock', '/run/lock');
  if (mergedUsr) for (const name of ['bin', 'sbin', 'lib', 'lib64']) tree.link(name, `usr/${name}`);
  else tree.directory('bin sbin lib lib64');
  if (mergedUsr) tree.directory('usr/lib64');
  const bin = mergedUsr ? 'usr/bin' : 'bin';
  tree.program(`${bin}/bash`, 'bash', 1_446_024).program(`${bin}/dash`, 'sh', 129_784).link(`${bin}/sh`, 'dash');
  for (const name of tools) tree.program(`${mergedUsr || !/^(cat|chgrp|chmod|chown|cp|date|dd|df|dmesg|echo|egrep|false|fgrep|grep|gunzip|gzip|hostname|kill|ln|ls|mkdir|mknod|mktemp|more|mount|mv|pwd|readlink|rm|rmdir|sed|sleep|stty|su|sync|tar|touch|true|umount|uname|zcat)$/.test(name) ? 'usr/bin' : 'bin'}/${name}`, `gnu/${name}`, 48_000, name === 'su' || name === 'passwd' ? 0o4755 : 0o755);
  for (const name of ['useradd', 'userdel', 'usermod', 'groupadd', 'groupdel', 'chroot', 'chpasswd']) tree.program(`usr/sbin/${name}`, `gnu/${name}`, 140_000);
  for (const name of ['apt', 'apt-get', 'apt-cache', 'dpkg', 'dpkg-query']) tree.program(`usr/bin/${name}`, `gnu/${name}`, name === 'dpkg' ? 318_176 : 51_336);
  const sources = aptSources(/^VERSION_CODENAME=(.*)$/m.exec(release)?.[1] ?? 'vivid');
  tree.file(sources.path, sources.text).directory('var/lib/apt/lists var/lib/dpkg/info var/cache/apt/archives');
  tree.program('usr/sbin/nologin', 'gnu/nologin', 14_568);
  debianAccounts(tree, users, groups);
  tree.file('etc/shadow', 'root:*:20300:0:99999:7:::\n', 0o640, { uid: 0, gid: 42 });
  tree.file('etc/os-release', release).file('etc/hostname', 'localhost\n').file('etc/nsswitch.conf', 'passwd:         files\ngroup:          files\nshadow:         files\nhosts:          files dns\n');
  tree.file('etc/bash.bashrc', '[ -z "$PS1" ] && return\nshopt -s checkwinsize\nPS1=\'${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ \'\n').file('etc/profile', 'export PATH\n').file('root/.bashrc', bashrc).file('root/.profile', '# ~/.profile\nmesg n 2> /dev/null || true\n');
  tree.file('etc/debian_version', `${version}\n`).file('var/lib/dpkg/status', dpkgStatus(/^ID=ubuntu/m.test(release) ? 'ubuntu' : 'debian')).file('etc/shells', '/bin/sh\n/bin/bash\n/bin/dash\n');
  for (const [path, size] of Object.entries(weight)) tree.filler(path, size, path.includes('bin/') ? 0o755 : 0o644);
}
