import { ApiError, ConnectionError } from '../../../api/client/error';
import type { Command, CommandEntry, CommandGroup } from './command';
import type { DockerCli } from './docker-cli';
import { CliError } from './error';
import { FlagError, parseFlags, type ParsedFlags } from './flag/parse';
import type { Flags } from './flag/definition';
import { commandHelp, groupHelp, usageLine } from './help';
import { checkArguments, flagFailure } from './usage-error';

/** Finds a command of a group by name or alias. */
export function findEntry(group: CommandGroup, name: string): CommandEntry | undefined {
  return group.commands.find((entry) => entry.name === name || entry.aliases?.includes(name));
}

function parse(flags: Flags, argv: readonly string[], interspersed: boolean, usage: string, path: string): ParsedFlags {
  try {
    return parseFlags(flags, argv, interspersed);
  } catch (error) {
    if (error instanceof FlagError) throw flagFailure(error.message, usage, path);
    throw error;
  }
}

async function runCommand(docker: DockerCli, command: Command, path: string, short: string, argv: readonly string[]): Promise<number> {
  const shown = command.shownPath ?? path;
  const parsed = parse(command.flags, argv, command.interspersed ?? true, usageLine(command, path), shown);
  for (const warning of parsed.warnings) await docker.print(`${warning}\n`);
  if (parsed.help) {
    await docker.print(commandHelp(command, path, short, docker.columns()));
    return 0;
  }
  try {
    checkArguments(command, path, parsed.rest.length);
    return (await command.run({ docker, flags: parsed.values, changed: parsed.changed, args: parsed.rest, path: shown })) ?? 0;
  } catch (error) {
    throw shown.startsWith('docker buildx ') ? pluginFailure(error) : error;
  }
}

/** The builder is a plugin, a program of its own: it has its own way of ending. */
function pluginFailure(error: unknown): unknown {
  if (error instanceof CliError && error.message) return new CliError(`ERROR: ${error.message}`, error.code);
  return error instanceof ApiError || error instanceof ConnectionError ? new CliError(`ERROR: ${error.message}`) : error;
}

/** Runs what stands in `argv` below a group that was typed as `path`. */
export async function runGroup(docker: DockerCli, group: CommandGroup, path: string, short: string, argv: readonly string[]): Promise<number> {
  const at = argv.findIndex((argument) => !argument.startsWith('-'));
  const name = argv[at];
  const entry = name === undefined ? undefined : findEntry(group, name);
  if (!entry || name === undefined) {
    const parsed = parse(group.flags ?? {}, argv, true, path, path);
    for (const warning of parsed.warnings) await docker.print(`${warning}\n`);
    const help = groupHelp(group, path, short, docker.columns());
    if (parsed.rest[0] !== undefined && !parsed.help) {
      if (group.unknown) await docker.print(help);
      throw new CliError(group.unknown?.(parsed.rest[0]) ?? `docker: unknown command: ${path} ${parsed.rest[0]}\n\nUsage:  ${path}\n\nRun '${path} --help' for more information`);
    }
    if (parsed.help || group.bareHelpOnOutput) await docker.print(help);
    else await docker.error(group.blankBeforeHelp ? `\n${help}` : help);
    return 0;
  }
  return runEntry(docker, entry, path, [...argv.slice(0, at), ...argv.slice(at + 1)]);
}

/** Runs a command or group that was found below `path`, with what follows its name. */
export async function runEntry(docker: DockerCli, entry: CommandEntry, path: string, argv: readonly string[]): Promise<number> {
  const loaded = await docker.process.until(entry.load(docker));
  const below = `${path} ${entry.shownName ?? entry.name}`;
  return loaded.kind === 'group' ? runGroup(docker, loaded, below, entry.short, argv) : runCommand(docker, loaded, below, entry.short, argv);
}
