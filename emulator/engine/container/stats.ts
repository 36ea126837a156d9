import type { ContainerStats, CpuStats } from '../../api/types/stats';
import type { EngineParts } from '../parts';
import { never, timestamp } from '../time';
import { connections } from './life/start';
import { nameOf, type Container } from './container';

/** Milliseconds between two samples. */
const interval = 1000;

/** Samples of what a container uses: one, or one a second while it exists. */
export async function* containerStats(parts: EngineParts, container: Container, { stream, oneShot, signal }: { stream: boolean; oneShot: boolean; signal: AbortSignal }): AsyncGenerator<ContainerStats> {
  const { process } = parts;
  let before: ContainerStats | undefined;
  if (!stream && !oneShot) {
    before = sample(parts, container, undefined);
    await process.sleep(interval);
  }
  do {
    before = sample(parts, container, before);
    yield before;
    if (stream) await process.sleep(interval);
  } while (stream && !signal.aborted && !container.removing);
}

function sample(parts: EngineParts, container: Container, before: ContainerStats | undefined): ContainerStats {
  const { process } = parts;
  const { task } = container;
  const none: CpuStats = { cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 }, throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 } };
  const base = { name: `/${nameOf(container)}`, id: container.id, read: task ? timestamp(process.system.clock) : never, preread: before?.read ?? never, num_procs: 0, storage_stats: {}, precpu_stats: before?.cpu_stats ?? none };
  if (!task) return { ...base, pids_stats: {}, blkio_stats: {}, cpu_stats: none, memory_stats: {} };
  const rows = process.list().filter((row) => row.controlGroup === task.controlGroup);
  const cpu = Math.round(rows.reduce((sum, row) => sum + row.cpuTime, 0) * 1e6);
  const limit = container.hostConfig.Memory > 0 ? container.hostConfig.Memory : process.system.memoryTotal;
  const networks = Object.fromEntries(
    [...(connections.get(container)?.attachments.values() ?? [])].map((attachment) => {
      const { received, sent } = attachment.interface;
      return [attachment.name, { rx_bytes: received.bytes, rx_packets: received.packets, rx_errors: 0, rx_dropped: 0, tx_bytes: sent.bytes, tx_packets: sent.packets, tx_errors: 0, tx_dropped: 0 }];
    }),
  );
  return {
    ...base,
    // Without a limit the real one gives 2^64 - 1, which no number here can be; clients read an absent one the same.
    pids_stats: { current: rows.length, ...(container.hostConfig.PidsLimit ? { limit: container.hostConfig.PidsLimit } : {}) },
    blkio_stats: { io_service_bytes_recursive: [], io_serviced_recursive: null, io_queue_recursive: null, io_service_time_recursive: null, io_wait_time_recursive: null, io_merged_recursive: null, io_time_recursive: null, sectors_recursive: null },
    cpu_stats: {
      cpu_usage: { total_usage: cpu, usage_in_kernelmode: 0, usage_in_usermode: cpu },
      system_cpu_usage: Math.round(process.system.clock.uptime() * 1e6 * process.system.processors),
      online_cpus: process.system.processors,
      throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
    },
    memory_stats: { usage: rows.reduce((sum, row) => sum + row.memory, 0), stats: {}, limit },
    networks,
  };
}
