import { command, exactly } from '../../cli/command';
import { strings, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker manifest annotate` */
export const manifestAnnotate = command({
  usage: '[OPTIONS] MANIFEST_LIST MANIFEST',
  description: `Add additional information to a local image manifest

EXPERIMENTAL:
  docker manifest annotate is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`,
  flags: {
    arch: text('', 'Set architecture'),
    os: text('', 'Set operating system'),
    'os-features': strings('', 'Set operating system feature'),
    'os-version': text('', 'Set operating system version'),
    variant: text('', 'Set architecture variant'),
  },
  arguments: exactly(2),
  run: notHere,
});
