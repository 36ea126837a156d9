import { command, noArguments } from '../../cli/command';
import { defaultContext } from '../../cli/context-files';
import { currentContext, storedContexts, type ContextMetadata } from '../../cli/context-store';
import { CliError } from '../../cli/error';
import { tableFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { tableRow } from '../../formatter/row';
import { renderRows, type TableShape } from '../../formatter/table';

const table = 'table {{.Name}}{{if .Current}} *{{end}}\\t{{.Description}}\\t{{.DockerEndpoint}}\\t{{.Error}}';

interface ContextRow {
  readonly context: ContextMetadata;
  readonly current: boolean;
  readonly error: string;
}

const shape: TableShape<ContextRow> = {
  headers: { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR' },
  row: ({ context, current, error }) =>
    tableRow('*formatter.clientContextContext', {
      Current: () => current,
      Description: () => context.Metadata.Description ?? '',
      DockerEndpoint: () => context.Endpoints.docker?.Host ?? '',
      Error: () => error,
      Name: () => context.Name,
    }),
};

/** `docker context ls` */
export const contextLs = command({
  usage: '[OPTIONS]',
  aliases: 'docker context ls, docker context list',
  flags: {
    format: tableFormat(''),
    quiet: bool('q', 'Only show context names'),
  },
  arguments: noArguments,
  async run({ docker, flags }) {
    const current = currentContext(docker.process, docker.choice, docker.config);
    const own = { ...defaultContext(docker), Metadata: { Description: 'Current DOCKER_HOST based configuration' } };
    const contexts = [...storedContexts(docker.process, docker.choice.configDirectory), own].sort((a, b) => (a.Name < b.Name ? -1 : 1));
    if (flags.quiet) {
      if (flags.format !== '' && flags.format !== 'table') throw new CliError('only one of --format or --quiet may be used');
      await docker.print(contexts.map(({ Name: name }) => `${name}\n`).join(''));
      return;
    }
    const rows = contexts.map((context) => ({ context, current: context.Name === current, error: '' }));
    await docker.print(renderRows(rows, shape, flags.format, table));
    if (docker.choice.fromEnvironment === '' || docker.choice.context !== '') return;
    await docker.error('Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the global --context flag, or unset DOCKER_HOST environment variable.\n');
  },
});
