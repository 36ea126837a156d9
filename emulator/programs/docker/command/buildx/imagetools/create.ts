import { anyArguments, command } from '../../../cli/command';
import { bool, list, text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker buildx imagetools create` */
export const buildxImagetoolsCreate = command({
  usage: '[OPTIONS] [SOURCE...]',
  flags: {
    annotation: list('', 'Add annotation to the image', { type: 'stringArray' }),
    append: bool('', 'Append to existing manifest'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    'dry-run': bool('', 'Show final image instead of pushing'),
    file: list('f', 'Read source descriptor from file', { type: 'stringArray' }),
    platform: list('p', 'Filter specified platforms of target image', { type: 'stringArray' }),
    'prefer-index': bool('', 'When only a single source is specified, prefer outputting an image index or manifest list instead of performing a carbon copy', { initial: true }),
    progress: text('', 'Set type of progress output ("auto", "none", "plain", "rawjson", "tty"). Use plain to show container output', { initial: 'auto' }),
    tag: list('t', 'Set reference for new image', { type: 'stringArray' }),
  },
  arguments: anyArguments,
  run: notHere,
});
