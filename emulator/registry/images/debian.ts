import type { ImageHistory } from '../../engine/image/types';
import type { RegistryImage, RegistryLayer, RegistryRepository } from '../types';
import { image, layer, standardPath } from './common';
import { debianTree } from './debian-tree';

const lib = 'usr/lib/x86_64-linux-gnu';
const created = '2025-10-20T00:00:00Z';

interface Release {
  /** The point release, which /etc/debian_version says. */
  readonly point: string;
  readonly codename: string;
  readonly mergedUsr: boolean;
  /** Bytes of the files of the slim root, and how many more the full one has in documentation, manuals and translations. */
  readonly slim: number;
  readonly documentation: number;
}

const bookworm: Release = { point: '12.12', codename: 'bookworm', mergedUsr: true, slim: 74_800_000, documentation: 41_800_000 };
const bullseye: Release = { point: '11.11', codename: 'bullseye', mergedUsr: false, slim: 80_700_000, documentation: 43_500_000 };

/** Bytes of what every root has: the programs that all of them run, roughly. */
const programs = 9_900_000;

function root({ point, codename, mergedUsr, slim, documentation }: Release, isSlim: boolean): RegistryLayer {
  const [major = ''] = point.split('.');
  const libraries = { [`${lib}/libc.so.6`]: 1_922_136, [`${lib}/libcrypto.so.3`]: 4_700_000, [`${lib}/libapt-pkg.so.6.0.0`]: 1_900_000, [`${lib}/perl-base/modules`]: 6_900_000, [`${lib}/gconv/gconv-modules.so`]: 8_700_000, 'usr/bin/perl': 3_800_000, 'usr/share/zoneinfo/tzdata': 2_900_000 };
  const rest = slim - programs - Object.values(libraries).reduce((sum, size) => sum + size, 0);
  return layer(`debian/${codename}${isSlim ? '-slim' : ''}`, created, (tree) =>
    debianTree(tree, {
      release: `PRETTY_NAME="Debian GNU/Linux ${major} (${codename})"\nNAME="Debian GNU/Linux"\nVERSION_ID="${major}"\nVERSION="${major} (${codename})"\nVERSION_CODENAME=${codename}\nID=debian\nHOME_URL="https://www.debian.org/"\nSUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n`,
      version: point,
      mergedUsr,
      weight: { ...libraries, 'usr/share/misc': rest, ...(isSlim ? {} : { 'usr/share/locale/all': documentation * 0.6, 'usr/share/man/all': documentation * 0.4 }) },
    }),
  );
}

/** The step that makes a Debian root, in a history. */
export function debianStep(codename: string) {
  return { created, created_by: `# debian.sh --arch 'amd64' out/ '${codename}' '@${Date.parse(created) / 1000}'`, comment: 'debuerreotype 0.16' } satisfies ImageHistory;
}

/** The root of `debian:bookworm-slim`, on which other official images stand. */
export function bookwormSlim(): RegistryLayer {
  return root(bookworm, true);
}

function debian(release: Release, isSlim: boolean): () => RegistryImage {
  return () => image(created, [root(release, isSlim)], { Env: [standardPath], Cmd: ['bash'] }, [debianStep(release.codename)]);
}

const full = debian(bookworm, false);
const slim = debian(bookworm, true);
const old = debian(bullseye, false);
const oldSlim = debian(bullseye, true);

/** `debian`. */
export const debianRepository: RegistryRepository = {
  name: 'library/debian',
  description: "Debian is a Linux distribution that's composed entirely of free and open-source software.",
  stars: 5_220,
  official: true,
  tags: { latest: full, '12': full, '12.12': full, bookworm: full, '12-slim': slim, 'bookworm-slim': slim, '11': old, '11.11': old, bullseye: old, '11-slim': oldSlim, 'bullseye-slim': oldSlim },
};
