import { command, exactly } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker manifest push` */
export const manifestPush = command({
  usage: '[OPTIONS] MANIFEST_LIST',
  description: `Push a manifest list to a repository

EXPERIMENTAL:
  docker manifest push is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`,
  flags: {
    insecure: bool('', 'Allow push to an insecure registry'),
    purge: bool('p', 'Remove the local manifest list after push'),
  },
  arguments: exactly(1),
  run: notHere,
});
