import type { Program } from '../../process/types';

/** What real programs are that the archive has and this machine cannot run: their file is there, and says so. */
export const absent: Program = async (process) => {
  const name = process.argv[0]?.split('/').at(-1) ?? '';
  await process.write(2, `${name}: installed, but this emulated machine cannot run it\n`);
  return 126;
};
