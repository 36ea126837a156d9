import type { Clock } from '../../kernel/clock';
import type { Report } from './types';

/** Sizes as go-units writes them: `1.906MB`. */
export function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(4))}${units[unit]}`;
}

/** The bar that the engine puts beside a count: `[=====>    ]  1.05MB/2.1MB`, fifty columns wide; without the total where the count has passed it. */
export function formatProgress(current: number, total: number): string {
  const done = total <= 0 ? 50 : Math.min(50, Math.floor((current / total) * 50));
  const bar = done === 50 ? `[${'='.repeat(50)}>]` : `[${'='.repeat(done)}>${' '.repeat(50 - done)}]`;
  return `${bar} ${formatSize(current).padStart(8)}${current > total ? '' : `/${formatSize(total)}`}`;
}

/** Bytes, and milliseconds, after which a transfer is told of again. */
const reportBytes = 524_288;
const reportInterval = 100;

/** Tells how far a transfer of `total` bytes is: at its first piece, now and then, and at its end. */
export function createTransferReport(clock: Clock, report: Report, status: string, id: string, total: number): { add(bytes: number): void; end(): void } {
  let current = 0;
  let told = -1;
  let last = -Infinity;
  const tell = () => {
    [told, last] = [current, clock.uptime()];
    report({ status, progressDetail: { current, total }, progress: formatProgress(current, total), id });
  };
  return {
    add(bytes) {
      current += bytes;
      if (told < 0 || current - told > reportBytes || clock.uptime() - last >= reportInterval) tell();
    },
    end() {
      if (told !== current) tell();
    },
  };
}
