import { between, command } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker manifest inspect` */
export const manifestInspect = command({
  usage: '[OPTIONS] [MANIFEST_LIST] MANIFEST',
  description: `Display an image manifest, or manifest list

EXPERIMENTAL:
  docker manifest inspect is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`,
  flags: {
    insecure: bool('', 'Allow communication with an insecure registry'),
    verbose: bool('v', 'Output additional info including layers and platform'),
  },
  arguments: between(1, 2),
  run: notHere,
});
