import { appletNames } from './applets';
import type { RegistryImage, RegistryRepository } from '../types';
import { image, layer } from './common';

const created = '2024-09-26T21:31:42Z';

function latest(): RegistryImage {
  const root = layer('busybox/1.37.0-glibc', created, (tree) => {
    tree.directory('bin dev etc home lib root usr usr/bin usr/sbin var var/spool var/spool/mail var/www');
    tree.directory('tmp', 0o1777).directory('root', 0o700);
    tree.program('bin/[', 'busybox', 1_226_896);
    for (const name of ['busybox', ...appletNames]) tree.hardLink(`bin/${name}`, 'bin/[');
    tree.link('lib64', 'lib').link('usr/bin/env', '../../bin/env');
    tree.file('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false\nbin:x:2:2:bin:/bin:/bin/false\nsys:x:3:3:sys:/dev:/bin/false\nsync:x:4:100:sync:/bin:/bin/sync\nmail:x:8:8:mail:/var/spool/mail:/bin/false\nwww-data:x:33:33:www-data:/var/www:/bin/false\noperator:x:37:37:Operator:/var:/bin/false\nnobody:x:65534:65534:nobody:/home:/bin/false\n');
    tree.file('etc/group', 'root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\ndisk:x:6:\nlp:x:7:\nmail:x:8:\nkmem:x:9:\nwheel:x:10:root\ncdrom:x:11:\ndialout:x:18:\nfloppy:x:19:\nvideo:x:28:\naudio:x:29:\ntape:x:32:\nwww-data:x:33:\noperator:x:37:\nutmp:x:43:\nplugdev:x:46:\nstaff:x:50:\nlock:x:54:\nnetdev:x:82:\nusers:x:100:\nnogroup:x:65534:\n');
    tree.file('etc/shadow', 'root:*::0:::::\nnobody:*::0:::::\n', 0o600).file('etc/hostname', 'localhost\n').file('etc/nsswitch.conf', 'hosts: files dns\n');
    tree.filler('lib/libc.so.6', 1_926_256, 0o755).filler('lib/ld-linux-x86-64.so.2', 225_600, 0o755).filler('lib/libm.so.6', 907_784, 0o755).filler('lib/libresolv.so.2', 60_328, 0o755).filler('lib/libpthread.so.0', 14_480, 0o755);
  });
  return image(created, [root], { Cmd: ['sh'], WorkingDir: '/', Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] }, [{ created, created_by: 'BusyBox 1.37.0 (glibc), Debian 13' }]);
}

/** `busybox`. */
export const busybox: RegistryRepository = { name: 'library/busybox', description: 'Busybox base image.', stars: 3448, official: true, tags: { latest, '1': latest, '1.37': latest, '1.37.0': latest, glibc: latest, stable: latest } };
