import type { Process, Program } from '../../process/types';
import { appletNames, loadApplet } from './applets';
import { busyboxBanner } from './usage';

/** `busybox`: the applet that it is called as, or that its first argument names. */
export const busybox: Program = async (process: Process): Promise<number> => {
  const [called = 'busybox', first, ...rest] = process.argv;
  const name = called.replace(/^-/, '').split('/').at(-1) ?? '';
  if (name !== 'busybox') return await runApplet(process, name, process.argv);
  if (first === undefined || first === '--help') {
    const list = appletNames.join(', ').replaceAll(/(.{1,72})(?:, |$)/g, '\t$1,\n').replace(/,\n$/, '\n');
    await process.write(1, `${busyboxBanner}BusyBox is copyrighted by many authors between 1998-2015.\nLicensed under GPLv2. See source distribution for detailed\ncopyright notices.\n\nUsage: busybox [function [arguments]...]\n   or: busybox --list[-full]\n   or: function [arguments]...\n\nCurrently defined functions:\n${list}`);
    return 0;
  }
  if (first === '--list') {
    await process.write(1, appletNames.map((applet) => `${applet}\n`).join(''));
    return 0;
  }
  return await runApplet(process, first, [first, ...rest]);
};

async function runApplet(process: Process, name: string, argv: readonly string[]): Promise<number> {
  const program = await process.until(loadApplet(name));
  if (!program) {
    await process.write(2, `${name}: applet not found\n`);
    return 127;
  }
  return await program(argv === process.argv ? process : (Object.create(process, { argv: { value: argv } }) as Process));
}
