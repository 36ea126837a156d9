import type { Clock } from '../kernel/clock';

const next = new WeakMap<Clock, number>();

/**
 * A device number (`st_dev`) for a file system that is on no disk: 0:30 and up, as Linux gives them. Counted per clock, that is per
 * machine, so that every machine gets the same numbers in the same order.
 */
export function nextDeviceNumber(clock: Clock): number {
  const minor = next.get(clock) ?? 30;
  next.set(clock, minor + 1);
  return deviceNumber(0, minor);
}

/** `st_dev` or `st_rdev` of a device, packed as glibc's makedev does. */
export function deviceNumber(major: number, minor: number): number {
  return (minor & 0xff) + ((major & 0xfff) << 8) + (minor >>> 8) * 0x100000;
}
