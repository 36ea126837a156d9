import { formatInstalled } from '../../programs/packages/apk-state';
import { appletNames } from './applets';
import type { LayerTree } from '../tree';
import type { RegistryImage, RegistryLayer, RegistryRepository } from '../types';
import { buildkitStep, image, layer, standardPath } from './common';

const sbin = new Set(['arp', 'chroot', 'fdisk', 'halt', 'hwclock', 'ifconfig', 'init', 'ip', 'losetup', 'modprobe', 'nologin', 'poweroff', 'reboot', 'route', 'swapoff', 'swapon', 'sysctl', 'syslogd', 'udhcpc']);
const usrBin = new Set('[ awk basename bc cal chpasswd clear cmp comm cut dc diff dirname du env expand expr factor find flock fold free groups hd head hexdump hostid id install killall last less logger lsof md5sum mkfifo nc nl nohup nproc nslookup od passwd paste pgrep pkill pmap printf pstree readlink realpath renice reset rev script seq sha1sum sha256sum sha512sum shuf sort split strings sum tac tail tee test time timeout top tr traceroute tree truncate tty unexpand uniq unlink unxz unzip uptime uudecode uuencode vi vlock wc wget which who whoami xargs xxd xzcat yes'.split(' '));

/** What apk knows as installed from the start. */
const basePackages: readonly (readonly [name: string, version: string, size: number, description: string])[] = [
  ['alpine-baselayout', '3.7.0-r0', 8_892, 'Alpine base dir structure and init scripts'],
  ['alpine-baselayout-data', '3.7.0-r0', 12_288, 'Alpine base dir structure and init scripts'],
  ['alpine-keys', '2.5-r0', 16_384, 'Public keys for Alpine Linux packages'],
  ['alpine-release', '3.22.2-r0', 4_096, 'Alpine release data'],
  ['apk-tools', '2.14.9-r3', 122_880, 'Alpine Package Keeper - package manager for alpine'],
  ['busybox', '1.37.0-r19', 950_272, 'Size optimized toolbox of many common UNIX utilities'],
  ['busybox-binsh', '1.37.0-r19', 4_096, 'busybox ash /bin/sh'],
  ['ca-certificates-bundle', '20250911-r0', 237_568, 'Pre generated bundle of Mozilla certificates'],
  ['libapk2', '2.14.9-r3', 212_992, 'Alpine Package Keeper - package manager for alpine (libraries)'],
  ['libcrypto3', '3.5.4-r0', 4_820_992, 'Crypto library from openssl'],
  ['libssl3', '3.5.4-r0', 901_120, 'SSL shared libraries'],
  ['musl', '1.2.5-r10', 671_744, 'the musl c library (libc) implementation'],
  ['musl-utils', '1.2.5-r10', 151_552, 'the musl c library (libc) implementation'],
  ['scanelf', '1.3.8-r1', 73_728, 'Scan ELF binaries for stuff'],
  ['ssl_client', '1.37.0-r19', 24_576, 'External ssl_client for busybox wget'],
  ['zlib', '1.3.1-r2', 114_688, 'A compression/decompression Library'],
];

const passwd =
  'root:x:0:0:root:/root:/bin/sh\nbin:x:1:1:bin:/bin:/sbin/nologin\ndaemon:x:2:2:daemon:/sbin:/sbin/nologin\nlp:x:4:7:lp:/var/spool/lpd:/sbin/nologin\nsync:x:5:0:sync:/sbin:/bin/sync\nshutdown:x:6:0:shutdown:/sbin:/sbin/shutdown\nhalt:x:7:0:halt:/sbin:/sbin/halt\nmail:x:8:12:mail:/var/mail:/sbin/nologin\nnews:x:9:13:news:/usr/lib/news:/sbin/nologin\nuucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin\ncron:x:16:16:cron:/var/spool/cron:/sbin/nologin\nftp:x:21:21::/var/lib/ftp:/sbin/nologin\nsshd:x:22:22:sshd:/dev/null:/sbin/nologin\ngames:x:35:35:games:/usr/games:/sbin/nologin\nntp:x:123:123:NTP:/var/empty:/sbin/nologin\nguest:x:405:100:guest:/dev/null:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n';
const group =
  'root:x:0:root\nbin:x:1:root,bin,daemon\ndaemon:x:2:root,bin,daemon\nsys:x:3:root,bin\nadm:x:4:root,daemon\ntty:x:5:\ndisk:x:6:root\nlp:x:7:lp\nkmem:x:9:\nwheel:x:10:root\nfloppy:x:11:root\nmail:x:12:mail\nnews:x:13:news\nuucp:x:14:uucp\ncron:x:16:cron\naudio:x:18:\ncdrom:x:19:\ndialout:x:20:root\nftp:x:21:\nsshd:x:22:\ninput:x:23:\ntape:x:26:root\nvideo:x:27:root\nnetdev:x:28:\nkvm:x:34:kvm\ngames:x:35:\nshadow:x:42:\nwww-data:x:82:\nusers:x:100:games\nntp:x:123:\nabuild:x:300:\nutmp:x:406:\nping:x:999:\nnogroup:x:65533:\nnobody:x:65534:\n';

/** /etc/passwd and /etc/group as Alpine has them, with further lines: what `adduser` and `addgroup` in an image's build leave. */
export function alpineAccounts(tree: LayerTree, users: string, groups: string): void {
  tree.file('etc/passwd', passwd + users).file('etc/group', group + groups);
}

/** Alpine's minimal root file system; also the base of other images. */
export function alpineRoot(version: string, date: string): RegistryLayer {
  return layer(`alpine/${version}`, date, (tree) => {
    tree.directory('bin dev etc etc/apk etc/apk/keys etc/conf.d etc/crontabs etc/init.d etc/modprobe.d etc/network etc/opt etc/periodic etc/profile.d etc/ssl etc/ssl/certs home lib lib/apk lib/apk/db media media/cdrom mnt opt proc run sbin srv sys usr usr/bin usr/lib usr/local usr/local/bin usr/local/lib usr/local/share usr/sbin usr/share var var/cache var/cache/apk var/cache/misc var/empty var/lib var/lib/apk var/local var/log var/mail var/opt var/spool');
    tree.directory('tmp var/tmp', 0o1777).directory('root', 0o700);
    tree.program('bin/busybox', 'busybox', 808_712);
    for (const name of ['[', ...appletNames]) tree.link(sbin.has(name) ? `sbin/${name}` : usrBin.has(name) ? `usr/bin/${name}` : `bin/${name}`, '/bin/busybox');
    tree.file('etc/alpine-release', `${version}\n`);
    tree.file('etc/os-release', `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${version}\nPRETTY_NAME="Alpine Linux v${version.split('.').slice(0, 2).join('.')}"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n`);
    alpineAccounts(tree, '', '');
    tree.file('etc/shadow', 'root:*::0:::::\nbin:!::0:::::\nnobody:!::0:::::\n', 0o640, { uid: 0, gid: 42 });
    tree.file('etc/hostname', 'localhost\n').file('etc/hosts', '127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n');
    tree.file('etc/shells', '# valid login shells\n/bin/sh\n/bin/ash\n').file('etc/issue', `Welcome to Alpine Linux ${version.split('.').slice(0, 2).join('.')}\nKernel \\r on an \\m (\\l)\n\n`);
    tree.file('etc/profile', 'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nexport PAGER=less\numask 022\n');
    tree.file('etc/apk/world', 'alpine-baselayout\nalpine-keys\nalpine-release\napk-tools\nbusybox\nmusl-utils\n').file('etc/apk/arch', 'x86_64\n');
    tree.filler('lib/ld-musl-x86_64.so.1', 662_936, 0o755).link('lib/libc.musl-x86_64.so.1', 'ld-musl-x86_64.so.1');
    tree.filler('usr/lib/libcrypto.so.3', 4_734_128, 0o755).filler('usr/lib/libssl.so.3', 866_840, 0o755).filler('usr/lib/libz.so.1.3.1', 100_080, 0o755).filler('usr/lib/libapk.so.2.14.9', 190_000, 0o755);
    tree.program('sbin/apk', 'packages/apk', 73_800);
    const branch = `v${version.split('.').slice(0, 2).join('.')}`;
    tree.file('etc/apk/repositories', ['main', 'community'].map((name) => `https://dl-cdn.alpinelinux.org/alpine/${branch}/${name}\n`).join(''));
    tree.file('lib/apk/db/installed', basePackages.map(([name, version, size, description]) => formatInstalled({ name, version, size, description, depends: [], files: [] })).join(''));
    tree.filler('etc/ssl/cert.pem', 232_598).filler('usr/share/misc.db', 650_000);
  });
}

function alpine(version: string, date: string): () => RegistryImage {
  return () =>
    image(date, [alpineRoot(version, date)], { Env: [standardPath], Cmd: ['/bin/sh'], WorkingDir: '/' }, [
      buildkitStep(date, `ADD alpine-minirootfs-${version}-x86_64.tar.gz / # buildkit`),
      buildkitStep(date, 'CMD ["/bin/sh"]', true),
    ]);
}

const current = alpine('3.22.2', '2025-10-08T11:04:56Z');
const before = alpine('3.21.5', '2025-10-08T11:04:56Z');

/** `alpine`. */
export const alpineRepository: RegistryRepository = {
  name: 'library/alpine',
  description: 'A minimal Docker image based on Alpine Linux with a complete package index and only 5 MB in size!',
  stars: 11_620,
  official: true,
  tags: { latest: current, '3': current, '3.22': current, '3.22.2': current, '3.21': before, '3.21.5': before },
};
