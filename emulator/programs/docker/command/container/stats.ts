import { containerStats as sampleOf, listContainers } from '../../../../api/client/containers';
import { isNotFound } from '../../../../api/client/error';
import type { CpuStats } from '../../../../api/types/stats';
import type { DockerCli } from '../../cli/docker-cli';
import { anyArguments, command } from '../../cli/command';
import { tableFormat } from '../../cli/flag/format';
import { bool } from '../../cli/flag/kinds';
import { statsShape, statsTable, type StatsRow } from '../../formatter/stats';
import { renderRows } from '../../formatter/table';

/** Milliseconds between two tables. */
const interval = 500;

/** Samples of the containers that are named, or of all that run (`all`: of all). One that went away in between is left out, unless it was named. */
async function takeSamples(docker: DockerCli, names: readonly string[], options: { all: boolean; compared: boolean; before: ReadonlyMap<string, CpuStats> }): Promise<StatsRow[]> {
  const wanted = names.length > 0 ? names : (await listContainers(docker.client, { all: options.all })).map(({ Id: id }) => id);
  const rows = await Promise.all(
    wanted.map(async (container): Promise<StatsRow | undefined> => {
      try {
        const sample = await sampleOf(docker.client, container, { compared: options.compared });
        return { container, sample, before: options.before.get(sample.id ?? '') ?? sample.precpu_stats };
      } catch (error) {
        if (names.length === 0 && isNotFound(error)) return undefined;
        throw error;
      }
    }),
  );
  return rows.filter((row) => row !== undefined);
}

/** A screen drawn over the one before: each line clears what is left of the old one. */
function screen(text: string): string {
  const lines = `\u001b[H${text.replace(/\n$/, '')}`.split('\n');
  return `${lines.map((line) => `${line} \u001b[K\n`).join('')}\u001b[J`;
}

/** `docker container stats` */
export const containerStats = command({
  usage: '[OPTIONS] [CONTAINER...]',
  aliases: 'docker container stats, docker stats',
  flags: {
    all: bool('a', 'Show all containers (default shows just running)'),
    format: tableFormat(''),
    'no-stream': bool('', 'Disable streaming stats and only pull the first result'),
    'no-trunc': bool('', 'Do not truncate output'),
  },
  arguments: anyArguments,
  async run({ docker, flags, args }) {
    const format = flags.format || (docker.config.statsFormat ?? '');
    const render = (rows: readonly StatsRow[]) => renderRows(rows, statsShape(!flags['no-trunc']), format, statsTable);
    if (flags['no-stream']) {
      await docker.print(render(await takeSamples(docker, args, { all: flags.all, compared: true, before: new Map() })));
      return 0;
    }
    let before = new Map<string, CpuStats>();
    for (;;) {
      const rows = await takeSamples(docker, args, { all: flags.all, compared: false, before });
      before = new Map(rows.map(({ sample }) => [sample.id ?? '', sample.cpu_stats]));
      await docker.print(screen(render(rows)));
      await docker.process.sleep(interval);
    }
  },
});
