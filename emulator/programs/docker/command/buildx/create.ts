import { atMost, command } from '../../cli/command';
import { bool, list, text } from '../../cli/flag/kinds';
import { notHere } from '../../cli/not-here';

/** `docker buildx create` */
export const buildxCreate = command({
  usage: '[OPTIONS] [CONTEXT|ENDPOINT]',
  flags: {
    append: bool('', 'Append a node to builder instead of changing it'),
    bootstrap: bool('', 'Boot builder after creation'),
    'buildkitd-config': text('', 'BuildKit daemon config file'),
    'buildkitd-flags': text('', 'BuildKit daemon flags'),
    debug: bool('D', 'Enable debug logging'),
    driver: text('', 'Driver to use (available: "docker-container", "kubernetes", "remote")'),
    'driver-opt': list('', 'Options for the driver', { type: 'stringArray' }),
    leave: bool('', 'Remove a node from builder instead of changing it'),
    name: text('', 'Builder instance name'),
    node: text('', 'Create/modify node with given name'),
    platform: list('', 'Fixed platforms for current node', { type: 'stringArray' }),
    use: bool('', 'Set the current builder instance'),
  },
  arguments: atMost(1),
  run: notHere,
});
