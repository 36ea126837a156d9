import type { EventMessage } from '../../../api/types/event';

/** A line of `docker events`: `2026-11-24T10:02:04.657653239Z container start 1a2b… (image=alpine, name=web)`. */
export function eventLine(event: EventMessage): string {
  const nanoseconds = BigInt(event.timeNano);
  const second = new Date(Number(nanoseconds / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  const fraction = String(nanoseconds % 1_000_000_000n).padStart(9, '0');
  const attributes = Object.entries(event.Actor.Attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  return `${second}.${fraction}Z ${event.Type} ${event.Action} ${event.Actor.ID}${attributes.length > 0 ? ` (${attributes.join(', ')})` : ''}\n`;
}
