import type { ContainerUpdateRequest, ContainerUpdateResponse } from '../../api/types/container';
import type { HostConfig } from '../../api/types/host-config';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';
import type { Container } from './container';
import { checkResources, checkRestartPolicy } from './create/validate';

/** What cannot follow what the container already has. */
function conflict(before: HostConfig, asked: Partial<HostConfig>): string | undefined {
  const swap = asked.MemorySwap || before.MemorySwap;
  if (asked.Memory && !asked.MemorySwap && asked.Memory > swap && swap >= 0) return 'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time';
  if (asked.CpuPeriod && before.NanoCpus > 0) return 'Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set';
  if (asked.CpuQuota && before.NanoCpus > 0) return 'Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set';
  if (asked.NanoCpus && before.CpuPeriod > 0) return 'Conflicting options: NanoCPUs cannot be updated as CPU Period has already been set';
  if (asked.NanoCpus && before.CpuQuota > 0) return 'Conflicting options: NanoCPUs cannot be updated as CPU Quota has already been set';
  return undefined;
}

/** `docker update`: what the request leaves empty stays as it is. */
export function updateContainer(parts: EngineParts, container: Container, request: ContainerUpdateRequest): ContainerUpdateResponse {
  const { process, store, bus } = parts;
  const { RestartPolicy: policy, ...resources } = request;
  const given = Object.fromEntries(Object.entries(resources).filter(([, value]) => value !== 0 && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))) as Partial<HostConfig>;
  if (policy) checkRestartPolicy(policy);
  checkResources({ Memory: 0, MemorySwap: 0, MemoryReservation: 0, NanoCpus: 0, CpuPeriod: 0, CpuQuota: 0, CpusetCpus: '', ...given }, process.system.processors);
  const failed = (why: string) => new EngineError('invalid parameter', `Cannot update container ${container.id}: ${why}`);
  if (policy?.Name && container.hostConfig.AutoRemove && policy.Name !== 'no') throw failed('Restart policy cannot be updated because AutoRemove is enabled for the container');
  const trouble = conflict(container.hostConfig, given);
  if (trouble !== undefined) throw failed(trouble);
  if (given.PidsLimit !== undefined && given.PidsLimit !== null && given.PidsLimit < 0) given.PidsLimit = 0; // no limit
  container.hostConfig = { ...container.hostConfig, ...given, ...(policy?.Name ? { RestartPolicy: policy } : {}) };
  if (container.task) {
    const { Memory: memory, PidsLimit: pids, NanoCpus: cpus } = container.hostConfig;
    Object.assign(container.task.controlGroup, { memoryMax: memory > 0 ? memory : undefined, pidsMax: pids !== null && pids > 0 ? pids : undefined, cpuMax: cpus > 0 ? cpus / 1e9 : undefined });
  }
  store.save(container);
  bus.publish('container', 'update', container.id, parts.attributes(container));
  return { Warnings: null };
}
