/** Go's FileMode bits, as the daemon's answers about paths have them. They are beyond 32-bit arithmetic. */
const directoryBit = 2 ** 31;
const linkBit = 2 ** 27;

const hasBit = (mode: number, bit: number) => Math.floor(mode / bit) % 2 === 1;

/** Whether a path's mode says that it is a directory. */
export const isDirectoryMode = (mode: number): boolean => hasBit(mode, directoryBit);

/** Whether a path's mode says that it is a symbolic link. */
export const isLinkMode = (mode: number): boolean => hasBit(mode, linkBit);
