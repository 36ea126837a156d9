import { ApiError, ConnectionError } from '../../../api/client/error';
import { serverVersion } from '../../../api/client/system';
import type { Version } from '../../../api/types/version';
import { CliError, messageOf } from '../cli/error';
import { printObject, struct } from '../cli/print-object';
import { describeClient } from '../cli/client-info';
import { ansiTime, clientText, serverText } from '../formatter/version';
import { command, noArguments } from '../cli/command';
import { inspectFormat } from '../cli/flag/format';

/** `docker version` */
export const version = command({
  usage: '[OPTIONS]',
  flags: {
    format: inspectFormat('f'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    let server: Version | undefined;
    let failure: unknown;
    try {
      server = await serverVersion(docker.client);
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof ConnectionError)) throw error;
      failure = error;
    }
    const client = describeClient(docker);
    if (flags.format === '') await docker.print(clientText(client) + (server ? serverText(server) : ''));
    else {
      const shown = server && { ...server, Components: server.Components.map((one) => (one.Details.BuildTime === undefined ? one : { ...one, Details: { ...one.Details, BuildTime: ansiTime(one.Details.BuildTime) } })) };
      const typed = struct('system.versionInfo', { Client: struct('system.clientVersion', client), Server: shown ? struct('*types.Version', shown) : null });
      await printObject(docker, { Client: client, Server: shown ?? null }, typed, flags.format, 'version');
    }
    if (failure !== undefined) throw new CliError(messageOf(failure));
  },
});
