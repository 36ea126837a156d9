// npm run shell: the emulated machine in your own terminal, or a script on it.
//   npm run --silent shell -- [--user NAME] [FILE]       without FILE: standard input, or a login when that is a terminal
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { createMachine } from '../../emulator/index';

const words = process.argv.slice(2);
const at = words.findIndex((word) => word === '--user' || word.startsWith('--user='));
let user = 'learner';
if (at >= 0) {
  const [word = ''] = words.splice(at, 1);
  user = word.includes('=') ? word.slice(word.indexOf('=') + 1) : (words.splice(at, 1)[0] ?? '');
}
const [file, extra] = words;
if (user === '' || extra !== undefined || file?.startsWith('--')) {
  console.error('usage: npm run --silent shell -- [--user NAME] [FILE]');
  process.exit(2);
}

/** Writes and waits until it is taken: what is printed last must not be lost at the exit. */
const write = (stream: NodeJS.WriteStream, bytes: Uint8Array) => new Promise<void>((resolve) => stream.write(bytes, () => resolve()));

async function main(): Promise<number> {
  const script = file === undefined ? undefined : readFileSync(file, 'utf8');
  const machine = await createMachine({ seed: process.env.DRYDOCK_SEED ?? String(process.pid), instant: process.env.DRYDOCK_INSTANT === '1' });
  if (script === undefined && process.stdin.isTTY) return await login(machine);
  const pending: Promise<void>[] = [];
  const { code } = await machine.run(script ?? (await text(process.stdin)), {
    user,
    onOutput: (bytes, stream) => void pending.push(write(process[stream], bytes.slice())),
  });
  await Promise.all(pending);
  return code;
}

/** A login on this terminal, until its shell ends. */
async function login(machine: Awaited<ReturnType<typeof createMachine>>): Promise<number> {
  const size = () => ({ columns: process.stdout.columns ?? 80, rows: process.stdout.rows ?? 24 });
  return await new Promise((resolve, reject) => {
    machine
      .openTerminal({
        ...size(),
        user,
        term: process.env.TERM ?? 'xterm-256color',
        onData: (bytes) => write(process.stdout, bytes),
        onExit(code) {
          process.stdin.setRawMode(false);
          resolve(code);
        },
      })
      .then((terminal) => {
        process.stdin.setRawMode(true);
        process.stdin.on('data', (bytes) => terminal.write(bytes));
        process.stdout.on('resize', () => terminal.resize(size()));
      }, reject);
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
