import { command, exactlyNone } from '../../cli/command';
import { bool } from '../../cli/flag/kinds';

/** `docker buildx version` */
export const buildxVersion = command({
  usage: '',
  flags: {
    debug: bool('D', 'Enable debug logging'),
  },
  arguments: exactlyNone,
  run: ({ docker }) => docker.print('github.com/docker/buildx v0.29.1 a32761aeb3debd39be1eca514af3693af0db334b\n'),
});
