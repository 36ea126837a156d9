import { command, exactly } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';
import { defaultName, findContext, readEndpoint, writeContext } from '../../cli/context-files';
import { CliError } from '../../cli/error';

/** `docker context update` */
export const contextUpdate = command({
  usage: '[OPTIONS] CONTEXT',
  description: `Update a context

Docker endpoint config:

NAME                DESCRIPTION
from                Copy named context's Docker endpoint configuration
host                Docker endpoint on which to connect
ca                  Trust certs signed only by this CA
cert                Path to TLS certificate file
key                 Path to TLS key file
skip-tls-verify     Skip TLS certificate validation

Example:

$ docker context update my-context --description "some description" --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"`,
  flags: {
    description: text('', 'Description of the context'),
    docker: list('', 'set the docker endpoint (default [])', { type: 'stringToString' }),
  },
  arguments: exactly(1),
  completes: ['context'],
  async run({ docker, flags, args }) {
    const [name = ''] = args;
    if (name === defaultName) throw new CliError('"default" is a reserved context name');
    const context = findContext(docker, name);
    const metadata = flags.description === '' ? context.Metadata : { ...context.Metadata, Description: flags.description };
    writeContext(docker, { ...context, Metadata: metadata, ...(flags.docker.length > 0 ? { Endpoints: readEndpoint(docker, flags.docker) } : {}) });
    await docker.print(`${name}\n`);
    await docker.error(`Successfully updated context "${name}"\n`);
  },
});
