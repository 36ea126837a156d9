import type { Process } from '../../../process/types';
import type { CommandGroup } from './command';
import { createDockerCli, type GlobalChoice } from './docker-cli';
import { findEntry, runEntry, runGroup } from './dispatch';
import { CliError } from './error';
import { FlagError, parseFlags } from './flag/parse';
import { bool, text } from './flag/kinds';
import { flagFailure } from './usage-error';
import { clientVersion } from './version';

const short = 'A self-sufficient runtime for containers';

/** The flags before the command. Their defaults name the user's home. */
export function globalFlags(directory: string) {
  return {
    config: text('', 'Location of client config files', { initial: directory }),
    context: text(
      'c',
      'Name of the context to use to connect to the daemon (overrides DOCKER_HOST env var and default context set with "docker context use")',
    ),
    debug: bool('D', 'Enable debug mode'),
    host: text('H', 'Daemon socket to connect to'),
    'log-level': text('l', 'Set the logging level ("debug", "info", "warn", "error", "fatal")', { initial: 'info' }),
    tls: bool('', 'Use TLS; implied by --tlsverify'),
    tlscacert: text('', 'Trust certs signed only by this CA', { initial: `${directory}/ca.pem` }),
    tlscert: text('', 'Path to TLS certificate file', { initial: `${directory}/cert.pem` }),
    tlskey: text('', 'Path to TLS key file', { initial: `${directory}/key.pem` }),
    tlsverify: bool('', 'Use TLS and verify the remote'),
    version: bool('v', 'Print version information and quit'),
  };
}

/** Runs `docker` with the arguments of a process. */
export async function runRoot(process: Process, commands: CommandGroup): Promise<number> {
  const flags = globalFlags(process.env.get('DOCKER_CONFIG') || `${process.env.get('HOME') || '/'}/.docker`);
  let parsed;
  try {
    parsed = parseFlags(flags, process.argv.slice(1), false);
  } catch (error) {
    throw error instanceof FlagError ? flagFailure(error.message, 'docker [OPTIONS] COMMAND [ARG...]', 'docker') : error;
  }
  const values = parsed.values as Readonly<Record<keyof typeof flags, string>>;
  for (const warning of parsed.warnings) await process.write(2, `${warning}\n`);
  if (!['debug', 'info', 'warn', 'warning', 'error', 'fatal', 'trace', 'panic'].includes(values['log-level'])) {
    throw new CliError(`Unable to parse logging level: ${values['log-level']}`);
  }
  if (values.host && values.context) throw new CliError('conflicting options: cannot specify both --host and --context');
  // As the real client does, so that what is a plugin there knows it too.
  if (parsed.changed.has('debug')) process.env.set('DEBUG', '1');
  const choice: GlobalChoice = { configDirectory: values.config, context: values.context, host: values.host };
  const docker = createDockerCli(process, choice);
  const group: CommandGroup = {
    ...commands,
    flags,
    usage: '[OPTIONS] COMMAND',
    bareHelpOnOutput: true,
    footer: '\nFor more help on how to use Docker, head to https://docs.docker.com/go/guides/\n',
    description: short,
  };

  const [name, ...rest] = parsed.rest;
  if (name === undefined && parsed.changed.has('version')) {
    await docker.print(`Docker version ${clientVersion.version}, build ${clientVersion.commit}\n`);
    return 0;
  }
  if (name === undefined || parsed.help) return runGroup(docker, group, 'docker', short, []);
  if (name === 'help') return helpCommand(docker, group, rest);
  const entry = findEntry(group, name);
  if (!entry) throw new CliError(`docker: unknown command: docker ${name}\n\nRun 'docker --help' for more information`);
  return runEntry(docker, entry, 'docker', rest);
}

/** `docker help COMMAND…` */
async function helpCommand(docker: ReturnType<typeof createDockerCli>, group: CommandGroup, names: readonly string[]): Promise<number> {
  const [name, ...rest] = names;
  if (name === undefined) return runGroup(docker, group, 'docker', short, []);
  const entry = findEntry(group, name);
  if (!entry) throw new CliError(`unknown help topic: ${names.join(' ')}`);
  return runEntry(docker, entry, 'docker', [...rest, '--help']);
}
