import { commitContainer } from '../../../../api/client/containers';
import { between, command } from '../../cli/command';
import { bool, list, text } from '../../cli/flag/kinds';

/** `docker container commit` */
export const containerCommit = command({
  usage: '[OPTIONS] CONTAINER [REPOSITORY[:TAG]]',
  aliases: 'docker container commit, docker commit',
  flags: {
    author: text('a', 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")'),
    change: list('c', 'Apply Dockerfile instruction to the created image'),
    message: text('m', 'Commit message'),
    pause: bool('p', 'Pause container during commit', { initial: true }),
  },
  arguments: between(1, 2),
  async run({ docker, flags, args }) {
    const [container = '', reference = ''] = args;
    const at = reference.lastIndexOf(':') > reference.lastIndexOf('/') ? reference.lastIndexOf(':') : reference.length;
    const query = { container, repo: reference.slice(0, at) || undefined, tag: reference.slice(at + 1) || undefined, comment: flags.message || undefined, author: flags.author || undefined, pause: flags.pause, changes: flags.change };
    await docker.print(`${await commitContainer(docker.client, query, null)}\n`);
  },
});
