import type { Command, CommandEntry, CommandGroup } from './command';
import { flagUsages } from './flag/usage';
import type { Flags } from './flag/definition';

const sections = ['Common Commands', 'Management Commands', 'Swarm Commands', undefined] as const;

/** The lines of one heading of a group's help. */
function sectionLines(entries: readonly CommandEntry[], width: number): string {
  return entries.map(({ name, short, plugin }) => `  ${`${name}${plugin ? '*' : ''}`.padEnd(width)}${short}\n`).join('');
}

function commandLists(commands: readonly CommandEntry[]): string {
  const visible = commands.filter((entry) => !entry.hidden);
  const width = Math.max(11, ...visible.map(({ name }) => name.length)) + 1;
  return sections
    .map((section) => ({ section, entries: visible.filter((entry) => entry.section === section) }))
    .filter(({ entries }) => entries.length > 0)
    .map(({ section, entries }) => `\n${section ?? 'Commands'}:\n${sectionLines(entries, width)}`)
    .join('');
}

function optionList(flags: Flags | undefined, heading: string, columns: number): string {
  const usages = flags && Object.values(flags).some((flag) => !flag.hidden && !flag.deprecated) ? flagUsages(flags, columns) : '';
  return usages && `\n${heading}:\n${usages}`;
}

/** The line after `Usage:` of a command that was typed as `path`. */
export function usageLine(command: Command, path: string): string {
  return command.usage ? `${command.shownPath ?? path} ${command.usage}` : (command.shownPath ?? path);
}

/** The help page of a verb. `short` is the line that its group lists. */
export function commandHelp(command: Command, path: string, short: string, columns: number): string {
  const aliases = command.aliases ? `\nAliases:\n  ${command.aliases}\n` : '';
  return `Usage:  ${usageLine(command, path)}\n\n${command.description ?? short}\n${aliases}${optionList(command.flags, 'Options', columns)}`;
}

/** The help page of a group that was typed as `path`. */
export function groupHelp(group: CommandGroup, path: string, short: string, columns: number): string {
  const isRoot = path === 'docker';
  const options = optionList(group.flags, isRoot ? 'Global Options' : 'Options', columns);
  const head = `Usage:  ${path} ${group.usage ?? 'COMMAND'}\n\n${group.description ?? short}\n`;
  const lists = commandLists(group.commands);
  return `${head}${isRoot ? lists + options : options + lists}\nRun '${path} COMMAND --help' for more information on a command.\n${group.footer ?? ''}`;
}
