import type { Process, Program } from '../../process/types';
import { isSystemError } from '../../kernel/errno';
import { signalNumbers, type Signal } from '../../process/signal';
import { createTool, UsageError } from '../command-line/tool';

function releaseFields(process: Process): Map<string, string> {
  try {
    const lines = process.files.readText('/etc/os-release').split('\n');
    return new Map(lines.map((line): [string, string] => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1).replaceAll('"', '')]));
  } catch (error) {
    if (isSystemError(error)) return new Map();
    throw error;
  }
}

/** `lsb_release` */
export const lsbRelease: Program = createTool({
  name: 'lsb_release',
  options: { all: 'a,all', id: 'i,id', description: 'd,description', release: 'r,release', codename: 'c,codename', short: 's,short', version: 'v,version' },
  help: 'usage: lsb_release [-h] [-v] [-i] [-d] [-r] [-c] [-a] [-s]\n\noptions:\n  -h, --help         show this help message and exit\n  -v, --version      show LSB modules this system supports\n  -i, --id           show distributor ID\n  -d, --description  show description of this distribution\n  -r, --release      show release number of this distribution\n  -c, --codename     show code name of this distribution\n  -a, --all          show all of the above information\n  -s, --short        show requested information in short format\n',
  async run({ process, options }) {
    const fields = releaseFields(process);
    const rows = [
      { key: 'id', label: 'Distributor ID', value: fields.get('NAME')?.split(' ')[0] ?? 'n/a' },
      { key: 'description', label: 'Description', value: fields.get('PRETTY_NAME') ?? 'n/a' },
      { key: 'release', label: 'Release', value: fields.get('VERSION_ID') ?? 'n/a' },
      { key: 'codename', label: 'Codename', value: fields.get('VERSION_CODENAME') ?? 'n/a' },
    ] as const;
    const all = options.has('all');
    if (all || options.given.every((one) => one.key === 'short' || one.key === 'version')) await process.write(2, 'No LSB modules are available.\n');
    await process.write(1, rows.filter(({ key }) => all || options.has(key)).map(({ label, value }) => (options.has('short') ? `${value}\n` : `${label}:\t${value}\n`)).join(''));
  },
});

/** `hostnamectl`: status, hostname, set-hostname. */
export const hostnamectl: Program = createTool({
  name: 'hostnamectl',
  options: { static: 'static', transient: 'transient', pretty: 'pretty' },
  help: 'hostnamectl [OPTIONS...] COMMAND ...\n\nQuery or change system hostname.\n\nCommands:\n  status                 Show current hostname settings\n  hostname [NAME]        Get/set system hostname\n\n',
  async run({ process, operands: [command = 'status', name] }) {
    const { uts } = process.namespaces;
    if ((command === 'hostname' || command === 'set-hostname') && name !== undefined) {
      if (process.credentials.uid !== 0) {
        await process.write(2, 'Could not set static hostname: Interactive authentication required.\n');
        return 1;
      }
      uts.hostname = name;
      process.files.writeFile('/etc/hostname', `${name}\n`);
      return 0;
    }
    if (command === 'hostname') return void (await process.write(1, `${uts.hostname}\n`));
    if (command !== 'status') {
      await process.write(2, `Unknown command verb ${command}.\n`);
      return 1;
    }
    const fields = releaseFields(process);
    const rows = [['Static hostname', uts.hostname], ['Icon name', 'computer-vm'], ['Chassis', 'vm'], ['Machine ID', process.files.readText('/etc/machine-id').trim()], ['Virtualization', 'kvm'], ['Operating System', fields.get('PRETTY_NAME') ?? ''], ['Kernel', `Linux ${process.system.kernel.release}`], ['Architecture', 'x86-64']];
    await process.write(1, rows.map(([label = '', value]) => `${label.padStart(16)}: ${value}\n`).join(''));
    return 0;
  },
});

/** `pidof` */
export const pidof: Program = createTool({
  name: 'pidof',
  options: { single: 's,single-shot', quiet: 'q' },
  help: '\nUsage:\n pidof [options] [program [...]]\n\nOptions:\n -s, --single-shot         return one PID only\n -q,                       quiet mode, only set the exit code\n\n',
  async run({ process, options, operands }) {
    const pids = process.list().filter((one) => operands.some((name) => one.name === name || one.argv[0] === name || one.argv[0]?.split('/').at(-1) === name)).map((one) => one.pid).reverse();
    const shown = options.has('single') ? pids.slice(0, 1) : pids;
    if (shown.length > 0 && !options.has('quiet')) await process.write(1, `${shown.join(' ')}\n`);
    return pids.length > 0 ? 0 : 1;
  },
});

/** `killall` */
export const killall: Program = createTool({
  name: 'killall',
  options: { signal: 's,signal=', quiet: 'q,quiet', verbose: 'v,verbose', list: 'l,list' },
  help: 'Usage: killall [OPTION]... [--] NAME...\n  -q,--quiet          don\'t print complaints\n  -s,--signal SIGNAL  send this signal instead of SIGTERM\n  -v,--verbose        report if the signal was successfully sent\n',
  isOperand: (word) => /^-([A-Z][A-Z0-9]+|\d+)$/.test(word),
  async run({ process, options, operands }) {
    const names = operands.filter((word) => !word.startsWith('-'));
    if (names.length === 0) throw new UsageError('missing operand');
    const wanted = options.value('signal') ?? operands.find((word) => word.startsWith('-'))?.slice(1) ?? 'TERM';
    const signal = (Object.entries(signalNumbers) as [Signal, number][]).find(([name, number]) => name === `SIG${wanted.replace(/^SIG/, '')}` || String(number) === wanted)?.[0];
    if (!signal) {
      await process.write(2, `${wanted}: unknown signal; killall -l lists signals.\n`);
      return 1;
    }
    let code = 0;
    for (const name of names) {
      const targets = process.list().filter((one) => one.name === name && one.pid !== process.pid);
      if (targets.length === 0) {
        if (!options.has('quiet')) await process.write(2, `${name}: no process found\n`);
        code = 1;
      }
      for (const target of targets) {
        try {
          process.kill(target.pid, signal);
        } catch (error) {
          if (!isSystemError(error)) throw error;
          await process.write(2, `${name}(${target.pid}): ${error.message}\n`);
          code = 1;
        }
      }
    }
    return code;
  },
});
