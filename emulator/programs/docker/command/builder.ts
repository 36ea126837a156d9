import type { Command, CommandGroup } from '../cli/command';
import type { Flags } from '../cli/flag/definition';
import { buildx } from './buildx/index';

function defaultBuilder(flags: Flags): Flags {
  return 'builder' in flags && flags.builder ? { ...flags, builder: { ...flags.builder, initial: 'default', defaultText: '"default"' } } : flags;
}

/** A verb of buildx as it is when it is reached by an older name: it takes the context's own builder. */
export function withDefaultBuilder(command: Command, shownPath?: string, description?: string): Command {
  return { ...command, shownPath, description: command.description ?? description, flags: defaultBuilder(command.flags) };
}

function groupWithDefaultBuilder(group: CommandGroup): CommandGroup {
  return {
    ...group,
    flags: group.flags && defaultBuilder(group.flags),
    commands: group.commands.map((entry) => ({
      ...entry,
      load: async (docker) => {
        const loaded = await entry.load(docker);
        return loaded.kind === 'group' ? groupWithDefaultBuilder(loaded) : withDefaultBuilder(loaded);
      },
    })),
  };
}

const plain = groupWithDefaultBuilder(buildx);

/** `docker builder`: buildx by its older name; `docker builder build` may be the classic builder's. */
export const builder: CommandGroup = {
  ...plain,
  commands: plain.commands.map((entry) => (entry.name === 'build' ? { ...entry, load: (docker) => import('./build').then((m) => m.loadBuild(docker)) } : entry)),
};
