import { builderPage } from '../../build/builder/builder-page';
import { findBuilder } from '../../build/builder/builders';
import { atMost, command } from '../../cli/command';
import { bool, text } from '../../cli/flag/kinds';

/** `docker buildx inspect` */
export const buildxInspect = command({
  usage: '[NAME]',
  flags: {
    bootstrap: bool('', 'Ensure builder has booted before inspecting'),
    builder: text('', 'Override the configured builder instance'),
    debug: bool('D', 'Enable debug logging'),
  },
  arguments: atMost(1),
  async run({ docker, flags, args }) {
    await docker.print(builderPage(await findBuilder(docker, args[0] ?? flags.builder)));
  },
});
