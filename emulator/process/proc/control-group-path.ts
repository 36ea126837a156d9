import type { Kernel } from '../kernel';
import type { Task } from '../task';

/**
 * The control group that `asker` sees as the uppermost: the host's processes see all, those of a container the one of their PID 1, since Docker
 * gives every container a control group namespace of its own.
 */
export function visibleRoot(kernel: Kernel, asker: Task): string {
  const { pid } = asker.namespaces;
  if (pid === kernel.rootPids) return '/';
  return (kernel.find(pid, 1) ?? asker).controlGroup.path;
}

/** A path below another, as one sees it from there: `/..` for each step up. */
export function relativeTo(root: string, path: string): string {
  if (root === '/' || root === path) return root === path ? '/' : path;
  if (path.startsWith(`${root}/`)) return path.slice(root.length);
  return `/..${path}`;
}

/** The path in /proc/PID/cgroup. */
export function controlGroupPath(kernel: Kernel, task: Task, asker: Task): string {
  return relativeTo(visibleRoot(kernel, asker), task.controlGroup.path);
}
