import { removeImage } from '../../../../api/client/images';
import { ApiError, isNotFound } from '../../../../api/client/error';
import { CliError } from '../../cli/error';
import { atLeast, command } from '../../cli/command';
import { bool, strings } from '../../cli/flag/kinds';

/** `docker image rm` */
export const imageRm = command({
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  aliases: 'docker image rm, docker image remove, docker rmi',
  flags: {
    force: bool('f', 'Force removal of the image'),
    'no-prune': bool('', 'Do not delete untagged parents'),
    platform: strings('', 'Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")'),
  },
  arguments: atLeast(1),
  async run({ docker, flags, args }) {
    const failures: string[] = [];
    let fatal = false;
    for (const name of args) {
      try {
        for (const { Deleted, Untagged } of await removeImage(docker.client, name, { force: flags.force, noprune: flags['no-prune'] })) {
          await docker.print(Deleted === undefined ? `Untagged: ${Untagged}\n` : `Deleted: ${Deleted}\n`);
        }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (!isNotFound(error)) fatal = true;
        failures.push(error.message);
      }
    }
    if (failures.length === 0) return;
    if (!flags.force || fatal) throw new CliError(failures.join('\n'));
    await docker.error(`${failures.join('\n')}\n`);
  },
});
