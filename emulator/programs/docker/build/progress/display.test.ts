import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SolveStatus } from '../../../../api/types/build';
import { createPlainDisplay } from './plain-display';
import { createTtyDisplay } from './tty-display';

/** What a real builder told, and what the real client showed of exactly that: `docker buildx history logs` of one build in three forms. */
interface Recorded {
  readonly statuses: readonly SolveStatus[];
  readonly plain: string;
  readonly tty: string;
}

const recorded = (name: string) => JSON.parse(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), 'utf8')) as Recorded;

describe.each(['target', 'failed', 'success'])('a recorded build (%s)', (name) => {
  const { statuses, plain, tty } = recorded(name);
  it('is shown plainly as the real client shows it', () => {
    const display = createPlainDisplay('');
    for (const status of statuses) display.update(status, 0);
    expect(display.refresh(0) + display.finish(0)).toBe(plain);
  });
  it('is drawn on a terminal as the real client draws it', () => {
    const display = createTtyDisplay({ description: '', isColoured: true, size: () => ({ columns: 80, rows: 24 }) });
    for (const status of statuses) display.update(status, 0);
    expect(display.refresh(0) + display.finish(0)).toBe(tty);
  });
});
