import type { RegistryImage, RegistryRepository } from '../types';
import { classicStep, image, layer, standardPath } from './common';
import { debianTree } from './debian-tree';

const lib = 'usr/lib/x86_64-linux-gnu';

function ubuntu(version: string, codename: string, pretty: string, date: string, total: number): () => RegistryImage {
  return () => {
    const root = layer(`ubuntu/${version}`, date, (tree) =>
      debianTree(tree, {
        release: `PRETTY_NAME="Ubuntu ${pretty}"\nNAME="Ubuntu"\nVERSION_ID="${version}"\nVERSION="${pretty}"\nVERSION_CODENAME=${codename}\nID=ubuntu\nID_LIKE=debian\nHOME_URL="https://www.ubuntu.com/"\nUBUNTU_CODENAME=${codename}\n`,
        mergedUsr: true,
        users: version === '24.04' ? 'ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash\n' : '',
        groups: version === '24.04' ? 'ubuntu:x:1000:\n' : '',
        weight: {
          [`${lib}/libc.so.6`]: 2_125_328,
          [`${lib}/libstdc++.so.6.0.33`]: 2_592_224,
          [`${lib}/libapt-pkg.so.6.0.0`]: 2_177_000,
          [`${lib}/libcrypto.so.3`]: 5_305_304,
          [`${lib}/libgnutls.so.30`]: 2_203_744,
          [`${lib}/perl-base/modules`]: 7_800_000,
          [`${lib}/gconv/gconv-modules.so`]: 9_000_000,
          'usr/bin/perl': 4_015_744,
          'usr/share/zoneinfo/tzdata': 1_200_000,
          'usr/share/base-files': 600_000,
          'var/lib/dpkg/info.db': 3_900_000,
          'usr/lib/locale/C.utf8': 360_460,
          'usr/share/misc': total - 46_000_000,
        },
      }),
    );
    return image(date, [root], { Env: [standardPath], Cmd: ['/bin/bash'], Labels: { 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': version } }, [
      classicStep(date, 'ARG RELEASE', true),
      classicStep(date, 'ARG LAUNCHPAD_BUILD_ARCH', true),
      classicStep(date, 'LABEL org.opencontainers.image.ref.name=ubuntu', true),
      classicStep(date, `LABEL org.opencontainers.image.version=${version}`, true),
      classicStep(date, 'ADD file:d6b6ba642344138dc2a1b6f4c1f5a2c8a4f1f0d8e8ecdf0a4e5c6a5ea5f0b5a9 in /'),
      classicStep(date, 'CMD ["/bin/bash"]', true),
    ]);
  };
}

/** 15.04, as it was in the days of four layers. */
function vivid(): RegistryImage {
  const date = '2016-02-22T22:47:00Z';
  const root = layer('ubuntu/15.04/root', date, (tree) =>
    debianTree(tree, {
      release: 'NAME="Ubuntu"\nVERSION="15.04 (Vivid Vervet)"\nID=ubuntu\nID_LIKE=debian\nPRETTY_NAME="Ubuntu 15.04"\nVERSION_ID="15.04"\nHOME_URL="http://www.ubuntu.com/"\n',
      mergedUsr: false,
      weight: { 'lib/x86_64-linux-gnu/libc-2.21.so': 1_869_392, 'usr/bin/perl': 10_432, 'usr/lib/x86_64-linux-gnu/libperl.so.5.20.2': 1_700_000, 'usr/share/perl-modules': 22_000_000, 'usr/lib/locale/locale-archive': 2_900_000, 'usr/share/i18n': 14_000_000, 'lib/systemd/systemd': 1_400_000, 'usr/share/misc': 84_000_000 },
    }),
  );
  const policy = layer('ubuntu/15.04/policy', date, (tree) => tree.file('usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755).file('etc/apt/apt.conf.d/docker-clean', 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };\n').file('etc/dpkg/dpkg.cfg.d/docker-apt-speedup', 'force-unsafe-io\n'));
  const sources = layer('ubuntu/15.04/sources', date, (tree) => tree.file('etc/apt/sources.list', 'deb http://archive.ubuntu.com/ubuntu/ vivid main restricted universe\n'));
  const command = (text: string) => ({ created: date, created_by: `/bin/sh -c ${text}` });
  return image(date, [root, policy, sources], { Env: [standardPath], Cmd: ['/bin/bash'] }, [
    classicStep(date, 'ADD file:49710b44e2ae0edef44de4be3deb8970c9c48ee4cde29391ebcc2a032624f846 in /'),
    command("echo '#!/bin/sh' > /usr/sbin/policy-rc.d && echo 'exit 101' >> /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d"),
    command("sed -i 's/^#\\s*\\(deb.*universe\\)$/\\1/g' /etc/apt/sources.list"),
    classicStep(date, 'CMD ["/bin/bash"]', true),
  ]);
}

const noble = ubuntu('24.04', 'noble', '24.04.3 LTS (Noble Numbat)', '2025-10-01T14:16:13Z', 76_000_000);
const jammy = ubuntu('22.04', 'jammy', '22.04.5 LTS (Jammy Jellyfish)', '2025-10-01T13:52:08Z', 75_500_000);

/** `ubuntu`. */
export const ubuntuRepository: RegistryRepository = {
  name: 'library/ubuntu',
  description: 'Ubuntu is a Debian-based Linux operating system based on free software.',
  stars: 17_790,
  official: true,
  tags: { latest: noble, '24.04': noble, noble, '22.04': jammy, jammy, '15.04': vivid, vivid },
};
