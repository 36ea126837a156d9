import { command, exactly } from '../../cli/command';
import { list, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

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
  run: notHere,
});
