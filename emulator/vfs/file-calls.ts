import type { Clock } from '../kernel/clock';
import { createAttributeCalls } from './attribute-calls';
import type { FileCallCore, SpecialFiles } from './file-call-core';
import { createNameCalls } from './name-calls';
import { createOpenCalls } from './open-calls';
import { createTreeCalls } from './tree-calls';
import type { FileCalls, FileContext } from './types';

/**
 * The file calls of whoever `context` describes. It is called once at the beginning of each call, right before the walk: whoever has to know on whose
 * behalf a node is looked at (as /proc/self does) can take note there. `special` opens fifos and devices that no file system drives.
 */
export function createFileCalls(context: () => FileContext, clock: Clock, special?: SpecialFiles): FileCalls {
  const core: FileCallCore = { context, clock, special };
  const calls = { ...createAttributeCalls(core), ...createOpenCalls(core), ...createNameCalls(core) };
  return { ...calls, ...createTreeCalls(core, calls) };
}
