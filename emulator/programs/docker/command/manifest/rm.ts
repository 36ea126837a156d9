import { atLeast, command } from '../../cli/command';
import { notHere } from '../../cli/not-here';

/** `docker manifest rm` */
export const manifestRm = command({
  usage: 'MANIFEST_LIST [MANIFEST_LIST...]',
  description: `Delete one or more manifest lists from local storage

EXPERIMENTAL:
  docker manifest rm is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`,
  flags: {},
  arguments: atLeast(1),
  run: notHere,
});
