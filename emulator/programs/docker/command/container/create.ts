import { createOrPull } from './create-or-pull';
import { atLeast, command } from '../../cli/command';
import { text } from '../../cli/flag/kinds';
import { createFlags } from './create-flags';

/** `docker container create` */
export const containerCreate = command({
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  aliases: 'docker container create, docker create',
  flags: {
    ...createFlags,
    pull: text('', 'Pull image before creating ("always", "|missing", "never")', { initial: 'missing' }),
  },
  arguments: atLeast(1),
  interspersed: false,
  async run({ docker, flags, changed, args }) {
    const { Id: id } = await createOrPull(docker, flags, changed, args, flags.pull, 'create');
    await docker.print(`${id}\n`);
  },
});
