import type { ProgramTable } from '../../process/executable';
import type { Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';
import type { ChecksumName } from './checksum';

const checksum = (name: ChecksumName) => () => import('./checksum').then((m) => (flavour: Flavour) => m.createChecksum(flavour, name));

/** Archives and sums, by name, for busybox's applets. */
export const archiveTools: Readonly<Record<string, () => Promise<(flavour: Flavour) => Program>>> = {
  gunzip: () => import('./gzip').then((m) => (flavour: Flavour) => m.createGzip(flavour, 'gunzip')),
  gzip: () => import('./gzip').then((m) => m.createGzip),
  md5sum: checksum('md5sum'),
  sha1sum: checksum('sha1sum'),
  sha224sum: checksum('sha224sum'),
  sha256sum: checksum('sha256sum'),
  sha384sum: checksum('sha384sum'),
  sha512sum: checksum('sha512sum'),
  tar: () => import('./tar').then((m) => m.createTar),
  zcat: () => import('./gzip').then((m) => (flavour: Flavour) => m.createGzip(flavour, 'zcat')),
};

/** The same as GNU has them. */
export const archivePrograms: ProgramTable = Object.fromEntries(Object.entries(archiveTools).map(([name, make]) => [`gnu/${name}`, () => make().then((create) => create('gnu'))]));
