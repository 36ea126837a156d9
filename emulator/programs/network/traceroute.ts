import type { Program } from '../../process/types';

/** `traceroute`: refused, since packets here have no hops that could be told apart. */
export const traceroute: Program = async (process) => {
  await process.write(2, 'traceroute: this emulated network has no time-to-live to count hops with; ping tells whether an address answers\n');
  return 1;
};
