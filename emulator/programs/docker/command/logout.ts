import { atMost, command } from '../cli/command';
import { eraseLogins, hostOf, hubServer } from '../cli/credentials';

/** `docker logout` */
export const logout = command({
  usage: '[SERVER]',
  description: `Log out from a registry.
If no server is specified, the default is defined by the daemon.`,
  flags: {},
  arguments: atMost(1),
  async run({ docker, args }) {
    const [argument = ''] = args;
    const server = argument === '' ? hubServer : hostOf(argument);
    await docker.print(`Removing login credentials for ${server}\n`);
    eraseLogins(docker, argument === '' ? [hubServer] : [server, argument, `http://${server}`, `https://${server}`]);
  },
});
