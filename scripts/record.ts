/**
 * Records scenarios with a real Docker: `npm run record -- SCENARIO...` (files under `emulator/conformance/scenarios/`, or `all`).
 * Each gets a JSON file beside it, with what every command printed and how it ended.
 *
 *   --box FILE   the command that runs bash in the real Docker's box (`shared/real-docker/shell` beside this repository, or `$DOCKER_BOX`)
 *   --clean      removes every container, network and volume, and every image but busybox, from the box before each scenario.
 *                Without it, a box that is not empty is refused, since its state would be recorded.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { driverScript, readReport } from '../emulator/conformance/driver';
import { parseScenario, type Recording } from '../emulator/conformance/scenario';

const folder = resolve(import.meta.dirname, '../emulator/conformance/scenarios');
const emulatedVersion = '28.5.2';

const cleanUp = `
docker ps -aq | xargs -r docker rm -f
docker images -aq | sort -u | grep -v "$(docker images -q busybox:latest)" | xargs -r docker rmi -f
docker image ls --format '{{.Repository}}:{{.Tag}}' | grep -vx busybox:latest | xargs -r docker rmi
docker network prune -f; docker volume prune -af; docker builder prune -af
exit 0`;
const lookForState = `
docker ps -a --format 'container {{.Names}}'
docker image ls -a --format 'image {{.Repository}}:{{.Tag}}' | grep -vx 'image busybox:latest'
docker volume ls --format 'volume {{.Name}}'
docker network ls --filter type=custom --format 'network {{.Name}}'
exit 0`;

/** Runs a bash script in the box and returns what it printed; ends this program when the box fails. */
function inBox(box: string, script: string): string {
  const { stdout, stderr, status, error } = spawnSync(box, [], { input: script, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) fail(`${box}: ${error.message}`);
  if (status !== 0) fail(`${box} ended with ${status}: ${stderr}`);
  return stdout;
}

function fail(message: string): never {
  console.error(`record: ${message}`);
  process.exit(1);
}

function record(box: string, file: string, clean: boolean): void {
  const commands = parseScenario(readFileSync(file, 'utf8'));
  if (clean) inBox(box, cleanUp);
  const state = inBox(box, lookForState).trim();
  if (state) fail(`the box is not empty (--clean removes all of it):\n${state}`);
  const docker = inBox(box, `docker version --format '{{.Client.Version}}'`).trim();
  if (!docker.startsWith(emulatedVersion)) console.error(`record: note: this is Docker ${docker}, the emulator is ${emulatedVersion}: look at every difference`);
  const answers = readReport(inBox(box, driverScript(commands)), commands);
  const recording: Recording = { docker, commands: commands.map((command, index) => ({ ...command, ...answers[index]! })) };
  for (const { kind, command, code, stderr } of recording.commands) {
    if (kind === 'prepare' && code !== 0) fail(`${file}: a preparation failed with ${code}: ${command}\n${stderr}`);
  }
  writeFileSync(file.replace(/\.scenario$/, '.json'), `${JSON.stringify(recording, undefined, 1)}\n`);
  console.log(`${file.slice(folder.length + 1)}: ${commands.filter(({ kind }) => kind !== 'prepare').length} commands`);
  if (clean) inBox(box, cleanUp);
}

const { values, positionals } = parseArgs({ options: { box: { type: 'string' }, clean: { type: 'boolean' } }, allowPositionals: true });
const box = values.box ?? process.env.DOCKER_BOX ?? resolve(import.meta.dirname, '../../shared/real-docker/shell');
if (!existsSync(box)) fail(`no real Docker's box at ${box}: give its shell command with --box or DOCKER_BOX`);
if (positionals.length === 0) fail('which scenario? (a file, or "all")');
const files = positionals.flatMap((name) => {
  if (name === 'all') return findScenarios();
  const candidates = [resolve(name), resolve(folder, name), resolve(folder, `${name}.scenario`)];
  return candidates.find((candidate) => candidate.endsWith('.scenario') && existsSync(candidate)) ?? fail(`no scenario ${name}`);
});
for (const file of files) record(box, file, values.clean ?? false);

function findScenarios(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".scenario")).map((name) => resolve(folder, name)).sort();
}
