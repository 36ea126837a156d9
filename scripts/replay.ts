/**
 * Replays scenarios on the emulated machine and prints where its answers differ from the recorded ones: `npm run replay -- SCENARIO...` (`image/list`),
 * or all of them when none is named. Exits with 1 when any answer differs. The tests do the same; this shows it in a form to work with.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createBox } from '../emulator/conformance/box';
import { driverScript, readReport } from '../emulator/conformance/driver';
import { normalise } from '../emulator/conformance/normalise';
import type { Recording } from '../emulator/conformance/scenario';

const folder = resolve(import.meta.dirname, '../emulator/conformance/scenarios');
/** Characters of an answer that are shown. */
const shown = 2000;

/** Replays one scenario, prints what differs and returns how many answers do. */
async function replay(name: string): Promise<number> {
  const { commands } = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Recording;
  const machine = await createBox({ registry: name.startsWith('registry/') });
  const { stdout } = await machine.run(driverScript(commands), { user: 'root' });
  const answers = readReport(stdout, commands);
  const found = normalise(commands.map(({ kind, command }, index) => ({ kind, command, ...answers[index]! })));
  let differing = 0;
  for (const [index, wanted] of normalise(commands).entries()) {
    const got = found[index]!;
    const parts = wanted.kind === 'prepare' ? [] : (['stdout', 'stderr', 'code'] as const).filter((part) => wanted[part] !== got[part]);
    if (wanted.kind === 'prepare' && got.code !== 0) console.log(`### ${index + 1}: the preparation failed: ${wanted.command}\n${got.stderr}`);
    if (parts.length === 0) continue;
    differing++;
    console.log(`### ${index + 1}: ${wanted.command}`);
    for (const part of parts) console.log(`  want ${part}: ${JSON.stringify(wanted[part]).slice(0, shown)}\n  got  ${part}: ${JSON.stringify(got[part]).slice(0, shown)}`);
  }
  console.log(`${name}: ${differing} of ${commands.length} differ`);
  return differing;
}

const named = process.argv.slice(2);
const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const names = named.length > 0 ? named : all.map((name) => name.slice(0, -'.json'.length)).filter((name) => !name.startsWith('help/'));
let total = 0;
for (const name of names.sort()) total += await replay(name);
process.exit(total > 0 ? 1 : 0);
