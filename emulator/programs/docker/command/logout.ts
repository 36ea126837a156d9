import { atMost, command } from '../cli/command';
import { notHere } from '../cli/not-here';

/** `docker logout` */
export const logout = command({
  usage: '[SERVER]',
  description: `Log out from a registry.
If no server is specified, the default is defined by the daemon.`,
  flags: {},
  arguments: atMost(1),
  run: notHere,
});
