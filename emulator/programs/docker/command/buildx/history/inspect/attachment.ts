import { atMost, command } from '../../../../cli/command';
import { bool, text } from '../../../../cli/flag/kinds';
import { notHere } from '../../../../cli/not-here';

/** `docker buildx history inspect attachment` */
export const buildxHistoryInspectAttachment = command({
  usage: '[OPTIONS] [REF [DIGEST]]',
  flags: {
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
    platform: text('', 'Platform of attachment'),
    type: text('', 'Type of attachment'),
  },
  arguments: atMost(1),
  run: notHere,
});
