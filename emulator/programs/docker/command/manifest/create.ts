import { atLeast, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker manifest create` */
export const manifestCreate = command({
  usage: 'MANIFEST_LIST MANIFEST [MANIFEST...]',
  description: `Create a local manifest list for annotating and pushing to a registry

EXPERIMENTAL:
  docker manifest create is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`,
  flags: {
    amend: bool('a', 'Amend an existing manifest list'),
    insecure: bool('', 'Allow communication with an insecure registry'),
  },
  arguments: atLeast(2),
  run: notHere,
});
