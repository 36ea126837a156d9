import { sliceIsOver, timeSlice, yieldThread } from '../kernel/yield';
import type { Task } from './task';

let resumed = 0;

/**
 * Lets others run when the time slice is used up, and holds a process that is stopped or frozen; undefined when it may go on at once. The slice is
 * charged to whoever uses it up, but not what was more likely a pause of everyone.
 */
export function takeTurn(task: Task): Promise<void> | undefined {
  if (task.isHeld) return task.whenReleased();
  if (!sliceIsOver()) return undefined;
  const used = performance.now() - resumed;
  if (used < 4 * timeSlice) task.cpuTime += used;
  return afterOthers(task);
}

async function afterOthers(task: Task): Promise<void> {
  await yieldThread();
  resumed = performance.now();
  if (!task.isAlive) await task.unwind();
  if (task.isHeld) await task.whenReleased();
}
