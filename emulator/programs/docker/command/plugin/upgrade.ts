import { between, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker plugin upgrade` */
export const pluginUpgrade = command({
  usage: '[OPTIONS] PLUGIN [REMOTE]',
  flags: {
    'disable-content-trust': bool('', 'Skip image verification', { initial: true }),
    'grant-all-permissions': bool('', 'Grant all permissions necessary to run the plugin'),
    'skip-remote-check': bool('', 'Do not check if specified remote plugin matches existing plugin image'),
  },
  arguments: between(1, 2),
  run: notHere,
});
