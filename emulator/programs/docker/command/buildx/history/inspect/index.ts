import type { CommandGroup } from '../../../../cli/command';
import { bool, text } from '../../../../cli/flag/kinds';

/** `docker buildx history inspect` */
export const buildxHistoryInspect: CommandGroup = {
  kind: 'group',
  usage: '[OPTIONS] COMMAND',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    format: text('', 'Format the output', { initial: 'pretty' }),
  },
  commands: [
    { name: 'attachment', short: 'Inspect a build record attachment', load: () => import('./attachment').then((m) => m.buildxHistoryInspectAttachment) },
  ],
};
