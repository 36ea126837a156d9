// npm run bench: the figures that docs/measurements.md quotes. Times are medians of several runs; nothing here fails.
import { existsSync } from 'node:fs';
import { createMachine } from '../emulator/index';
import { measureBrowser } from './browser';
import { median, time, type Figure } from './figure';

/** What the machine does in Node, without a page. */
async function measureMachine(): Promise<Figure[]> {
  const boots: number[] = [];
  for (let run = 0; run < 5; run++) boots.push(await time(async () => void (await createMachine({ instant: true }))));
  const machine = await createMachine({ instant: true });
  const script = async (text: string, runs = 5) => {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push(await time(async () => void (await machine.run(text))));
    return median(times);
  };
  await machine.run('until docker info >/dev/null 2>&1; do sleep 0.05; done; docker pull -q alpine');
  return [
    { name: 'boot of a fresh machine', value: median(boots), unit: 'ms' },
    { name: 'an empty script', value: await script('true'), unit: 'ms' },
    { name: '100,000 iterations of ((i++))', value: await script('for ((i=0;i<100000;)); do ((i++)); done', 3), unit: 'ms' },
    { name: '1,000 external commands', value: await script('for ((i=0;i<1000;i++)); do /bin/true; done', 3), unit: 'ms' },
    { name: 'seq 100000 | sort -n | tail -1', value: await script('seq 100000 | sort -n | tail -1', 3), unit: 'ms' },
    { name: 'docker images', value: await script('docker images', 20), unit: 'ms' },
    { name: 'docker run --rm alpine true', value: await script('docker run --rm alpine true', 10), unit: 'ms' },
  ];
}

/** How long it takes from Ctrl-C to the prompt while each of these runs: the worst of ten times. */
async function measureInterrupts(): Promise<Figure[]> {
  const machine = await createMachine({ instant: true });
  const decoder = new TextDecoder();
  let shown = '';
  const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));
  const terminal = await machine.openTerminal({
    columns: 80,
    rows: 24,
    onData(bytes) {
      shown = (shown + decoder.decode(bytes)).slice(-2000);
      return pause(1); // as long as a page takes to draw it
    },
    onExit: () => undefined,
  });
  const prompt = async () => {
    while (!shown.trimEnd().endsWith('$')) await pause(1);
  };
  const figures: Figure[] = [];
  for (const command of [
    'while :; do :; done',
    'yes',
    'cat /dev/urandom',
    'seq 1 1000000000',
    'while :; do (true); done',
    'dd if=/dev/zero of=/dev/null bs=1G',
  ]) {
    const times: number[] = [];
    for (let run = 0; run < 10; run++) {
      await prompt();
      terminal.write(`${command}\r`);
      await pause(300);
      shown = '';
      times.push(
        await time(async () => {
          terminal.write('\x03');
          await prompt();
        }),
      );
    }
    times.sort((a, b) => a - b);
    figures.push({ name: `Ctrl-C to prompt: ${command}`, value: times.at(-1) ?? 0, unit: 'ms' });
  }
  return figures;
}

function print(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  for (const { name, value, unit } of figures) console.log(`  ${name.padEnd(58)} ${value.toFixed(value < 10 ? 1 : 0).padStart(7)} ${unit}`);
}

print('In Node', [...(await measureMachine()), ...(await measureInterrupts())]);
if (existsSync('out/index.html')) print('In Chromium, on the built site', await measureBrowser());
else console.log('\nBuild the site (npm run build) for the figures in Chromium.');
process.exit(0);
