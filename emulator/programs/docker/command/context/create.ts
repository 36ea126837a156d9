import { command, exactly } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';
import { checkContextName, findContext, readEndpoint, writeContext } from '../../cli/context-files';
import { CliError } from '../../cli/error';

/** `docker context create` */
export const contextCreate = command({
  usage: '[OPTIONS] CONTEXT',
  description: `Create a context

Docker endpoint config:

NAME                DESCRIPTION
from                Copy named context's Docker endpoint configuration
host                Docker endpoint on which to connect
ca                  Trust certs signed only by this CA
cert                Path to TLS certificate file
key                 Path to TLS key file
skip-tls-verify     Skip TLS certificate validation

Example:

$ docker context create my-context --description "some description" --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"`,
  flags: {
    description: text('', 'Description of the context'),
    docker: list('', 'set the docker endpoint (default [])', { type: 'stringToString' }),
    from: text('', 'create context from a named context'),
  },
  arguments: exactly(1),
  async run({ docker, flags, args }) {
    const [name = ''] = args;
    checkContextName(docker, name);
    const source = flags.from === '' ? undefined : findContext(docker, flags.from);
    if (source && flags.docker.length > 0) throw new CliError('cannot use --docker flag when --from is set');
    const endpoints = source ? source.Endpoints : readEndpoint(docker, flags.docker);
    const description = flags.description || (source?.Metadata.Description ?? '');
    writeContext(docker, { Name: name, Metadata: description === '' ? {} : { Description: description }, Endpoints: endpoints });
    await docker.print(`${name}\n`);
    await docker.error(`Successfully created context "${name}"\n`);
  },
});
