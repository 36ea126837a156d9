import usages from './usage.json';

/** What busybox calls itself before every usage. */
export const busyboxBanner = 'BusyBox v1.37.0 (2024-09-26 21:31:42 UTC) multi-call binary.\n';

/** The banner and usage that an applet shows for `--help` and for a wrong command line (recorded from a real busybox). */
export function busyboxUsage(applet: string, otherwise: string): string {
  return `${busyboxBanner}\n${(usages as Readonly<Record<string, string>>)[applet] ?? otherwise}`;
}
