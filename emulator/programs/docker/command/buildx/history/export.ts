import { anyArguments, command } from '../../../cli/command';
import { bool, text } from '../../../cli/flag/kinds';
import { notHere } from '../../../cli/not-here';

/** `docker buildx history export` */
export const buildxHistoryExport = command({
  usage: '[OPTIONS] [REF...]',
  flags: {
    all: bool('', 'Export all build records for the builder'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    finalize: bool('', 'Ensure build records are finalized before exporting'),
    output: text('o', 'Output file path'),
  },
  arguments: anyArguments,
  run: notHere,
});
