import type { CommandGroup } from '../../../cli/command';
import { bool, text } from '../../../cli/flag/kinds';

/** `docker buildx imagetools` */
export const buildxImagetools: CommandGroup = {
  kind: 'group',
  usage: '[OPTIONS] COMMAND',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  commands: [
    { name: 'create', short: 'Create a new image based on source images', load: () => import('./create').then((m) => m.buildxImagetoolsCreate) },
    { name: 'inspect', short: 'Show details of an image in the registry', load: () => import('./inspect').then((m) => m.buildxImagetoolsInspect) },
  ],
};
