import { checkBuilderName } from '../../build/builder/builder-name';
import { CliError } from '../../cli/error';
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
  run(invocation) {
    const { flags } = invocation;
    if (flags.name === 'default') throw new CliError('default is a reserved name and cannot be used to identify builder instance');
    if (flags.append && flags.name === '') throw new CliError('append requires a builder name');
    if (flags.leave && flags.name === '') throw new CliError('leave requires instance name');
    const problem = flags.name === '' ? undefined : checkBuilderName(flags.name);
    if (problem !== undefined) throw new CliError(problem);
    if (flags.driver === 'docker') throw new CliError('additional instances of driver "docker" cannot be created');
    if (!['', 'docker-container', 'kubernetes', 'remote'].includes(flags.driver)) throw new CliError(`failed to find driver ${JSON.stringify(flags.driver)}`);
    return notHere(invocation);
  },
});
