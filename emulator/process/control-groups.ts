import { SystemError } from '../kernel/errno';
import type { Task } from './task';
import type { ControlGroup } from './types';

/** A control group with what is in it. */
interface Members {
  readonly group: ControlGroup;
  readonly tasks: Set<Task>;
  /** Milliseconds of thread time of those that ended in it. */
  endedCpuTime: number;
  memoryPeak: number;
  /** Made by mkdir: stays when it is empty. */
  kept: boolean;
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/';

/** The control groups of a machine: those that processes are in, those above them, and those that were made. */
export class ControlGroups {
  private readonly all = new Map<string, Members>();
  readonly root: ControlGroup = { path: '/', oomKills: 0, frozen: false };

  constructor() {
    this.enter(this.root).kept = true;
  }

  /** The record of `group`; one that was never seen is taken in, in place of an empty one of the same path. */
  private enter(group: ControlGroup): Members {
    let members = this.all.get(group.path);
    if (!members || (members.group !== group && members.tasks.size === 0)) {
      members = { group, tasks: new Set(), endedCpuTime: 0, memoryPeak: 0, kept: false };
      this.all.set(group.path, members);
    }
    return members;
  }

  /** Puts a process into its group. */
  add(task: Task): void {
    this.enter(task.controlGroup).tasks.add(task);
  }
  /** A process is gone for good. */
  remove(task: Task): void {
    const members = this.all.get(task.controlGroup.path);
    if (!members?.tasks.delete(task)) return;
    members.endedCpuTime += task.cpuTime;
    if (members.tasks.size === 0 && !members.kept) this.all.delete(task.controlGroup.path);
  }
  move(task: Task, group: ControlGroup): void {
    this.remove(task);
    task.controlGroup = group;
    this.add(task);
  }

  /** All paths, those above used ones too, in order. */
  paths(): string[] {
    const paths = new Set<string>(['/']);
    for (const path of this.all.keys()) for (let at = path; at !== '/' && !paths.has(at); at = parentOf(at)) paths.add(at);
    return [...paths].sort();
  }
  has(path: string): boolean {
    return path === '/' || [...this.all.keys()].some((one) => one === path || one.startsWith(`${path}/`));
  }
  /** The group at a path that {@link has} it. */
  get(path: string): ControlGroup {
    return (this.all.get(path) ?? this.enter({ path, oomKills: 0, frozen: false })).group;
  }
  /** mkdir. */
  make(path: string): void {
    if (this.all.has(path)) throw new SystemError('EEXIST');
    this.enter({ path, oomKills: 0, frozen: false }).kept = true;
  }
  /** rmdir: EBUSY while processes or other groups are in it. */
  destroy(path: string): void {
    if (path === '/' || this.members(path).length > 0 || [...this.all.keys()].some((one) => one.startsWith(`${path}/`))) throw new SystemError('EBUSY');
    this.all.delete(path);
  }

  /** Processes in the group itself, or (`deep`) in those below too. */
  members(path: string, deep = false): Task[] {
    const own = [...(this.all.get(path)?.tasks ?? [])];
    if (!deep) return own;
    const prefix = path === '/' ? '/' : `${path}/`;
    for (const [other, { tasks }] of this.all) if (other !== path && other.startsWith(prefix)) own.push(...tasks);
    return own;
  }
  /** Milliseconds of thread time that the group and those below have used. */
  cpuTime(path: string): number {
    const prefix = path === '/' ? '/' : `${path}/`;
    let sum = 0;
    for (const [other, { tasks, endedCpuTime }] of this.all) {
      if (other !== path && !other.startsWith(prefix)) continue;
      sum += endedCpuTime;
      for (const task of tasks) sum += task.cpuTime;
    }
    return sum;
  }
  /** Bytes held, and the most that was held when last looked. */
  memory(path: string): { current: number; peak: number } {
    const current = this.members(path, true).reduce((sum, task) => sum + (task.isAlive ? task.memory : 0), 0);
    const members = this.all.get(path);
    if (!members) return { current, peak: current };
    members.memoryPeak = Math.max(members.memoryPeak, current);
    return { current, peak: members.memoryPeak };
  }

  /** Throws EAGAIN when one more process would be more than the group or one above allows. */
  checkRoom(group: ControlGroup): void {
    if (group.pidsMax !== undefined && this.members(group.path, true).length >= group.pidsMax) throw new SystemError('EAGAIN');
    for (let path = parentOf(group.path); path !== '/'; path = parentOf(path)) {
      const limit = this.all.get(path)?.group.pidsMax;
      if (limit !== undefined && this.members(path, true).length >= limit) throw new SystemError('EAGAIN');
    }
  }

  /** The process to kill because the group of `task`, or one above, holds more memory than it may; its `oomKills` counts it. */
  victimOf(task: Task): Task | undefined {
    for (let path = task.controlGroup.path; ; path = parentOf(path)) {
      const group = path === task.controlGroup.path ? task.controlGroup : this.all.get(path)?.group;
      if (group?.memoryMax !== undefined && this.memory(path).current > group.memoryMax) {
        const alive = this.members(path, true).filter((one) => one.isAlive);
        const largest = alive.reduce((a, b) => (b.memory > a.memory ? b : a));
        largest.controlGroup.oomKills++;
        return largest;
      }
      if (path === '/') return undefined;
    }
  }
}
