import { between, command } from '../../cli/command';
import { bool, list, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

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
  run: notHere,
});
