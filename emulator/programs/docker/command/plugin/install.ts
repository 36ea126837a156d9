import { atLeast, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker plugin install` */
export const pluginInstall = command({
  usage: '[OPTIONS] PLUGIN [KEY=VALUE...]',
  flags: {
    alias: text('', 'Local name for plugin'),
    disable: bool('', 'Do not enable the plugin on install'),
    'disable-content-trust': bool('', 'Skip image verification', { initial: true }),
    'grant-all-permissions': bool('', 'Grant all permissions necessary to run the plugin'),
  },
  arguments: atLeast(1),
  run: notHere,
});
