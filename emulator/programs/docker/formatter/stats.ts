import type { ContainerStats, CpuStats } from '../../../api/types/stats';
import { binarySize, humanSize } from '../units/size';
import { tableRow } from './row';
import type { TableShape } from './table';
import { shortId } from './text';

/** What `docker stats` shows without `--format`. */
export const statsTable = 'table {{.ID}}\\t{{.Name}}\\t{{.CPUPerc}}\\t{{.MemUsage}}\\t{{.MemPerc}}\\t{{.NetIO}}\\t{{.BlockIO}}\\t{{.PIDs}}';

/** A container and what it used last. */
export interface StatsRow {
  /** As it was asked for: a name or an ID. */
  readonly container: string;
  readonly sample: ContainerStats;
  /** The sample before this one. */
  readonly before: CpuStats;
}

/** Percent of one processor that was used between two samples. */
export function cpuPercent(before: CpuStats, now: CpuStats): number {
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const passed = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  return used > 0 && passed > 0 ? (used / passed) * (now.online_cpus ?? 1) * 100 : 0;
}

/** Memory without what could be given up at once, as the client counts it on cgroup v2. */
function memoryUsage({ usage = 0, stats }: ContainerStats['memory_stats']): number {
  const inactive = stats?.inactive_file ?? 0;
  return inactive < usage ? usage - inactive : usage;
}

const pair = (first: number, second: number) => `${humanSize(first, 3)} / ${humanSize(second, 3)}`;

function networkText({ networks = {} }: ContainerStats): string {
  const all = Object.values(networks);
  const sum = (key: 'rx_bytes' | 'tx_bytes') => all.reduce((total, one) => total + one[key], 0);
  return pair(sum('rx_bytes'), sum('tx_bytes'));
}

function blockText({ blkio_stats: blocks }: ContainerStats): string {
  const entries = blocks.io_service_bytes_recursive ?? [];
  const sum = (letter: string) => entries.filter(({ op }) => op.toLowerCase().startsWith(letter)).reduce((total, { value }) => total + value, 0);
  return pair(sum('r'), sum('w'));
}

/** Rows of `docker stats`. */
export function statsShape(truncate: boolean): TableShape<StatsRow> {
  return {
    headers: { Container: 'CONTAINER', ID: 'CONTAINER ID', Name: 'NAME', CPUPerc: 'CPU %', MemUsage: 'MEM USAGE / LIMIT', MemPerc: 'MEM %', NetIO: 'NET I/O', BlockIO: 'BLOCK I/O', PIDs: 'PIDS' },
    row: ({ container, sample, before }) => {
      const { limit = 0 } = sample.memory_stats;
      const usage = memoryUsage(sample.memory_stats);
      return tableRow('*container.statsContext', {
        BlockIO: () => blockText(sample),
        CPUPerc: () => `${cpuPercent(before, sample.cpu_stats).toFixed(2)}%`,
        Container: () => container,
        ID: () => (truncate ? shortId(sample.id ?? '') : (sample.id ?? '')),
        MemPerc: () => `${(limit > 0 ? (usage / limit) * 100 : 0).toFixed(2)}%`,
        MemUsage: () => `${binarySize(usage)} / ${binarySize(limit)}`,
        Name: () => (sample.name ?? '').replace(/^\//, '') || '--',
        NetIO: () => networkText(sample),
        PIDs: () => String(sample.pids_stats.current ?? 0),
      });
    },
  };
}
