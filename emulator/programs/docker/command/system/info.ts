import { systemInfo as readInfo } from '../../../../api/client/system';
import { ApiError, ConnectionError } from '../../../../api/client/error';
import { CliError, messageOf } from '../../cli/error';
import { printObject, struct } from '../../cli/print-object';
import { clientInfo, clientInfoText } from '../../cli/client-info';
import { infoText } from '../../formatter/info';
import { command, noArguments } from '../../cli/command';
import { inspectFormat } from '../../cli/flag/format';

/** `docker system info` */
export const systemInfo = command({
  usage: '[OPTIONS]',
  aliases: 'docker system info, docker info',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    const client = clientInfo(docker);
    if (flags.format !== '') {
      const shown = { ...(await readInfo(docker.client)), ClientInfo: client };
      await printObject(docker, shown, struct('system.dockerInfo', shown), flags.format, '');
      return;
    }
    await docker.print(clientInfoText(client));
    try {
      await docker.print(infoText(await readInfo(docker.client)));
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof ConnectionError)) throw error;
      await docker.print('Server:\n');
      throw new CliError(`${messageOf(error)}\nerrors pretty printing info`.replace(/^Error response/, 'ERROR: Error response').replace(/^Cannot connect/, 'Cannot connect'));
    }
  },
});
