import type { EventMessage, EventType } from '../../api/types/event';
import type { Filters } from '../../api/types/filter';
import type { Clock } from '../../kernel/clock';
import { nanoseconds } from '../time';
import { matchesEvent } from './match';

/** How many past events can still be asked for. */
const historySize = 256;

/** The engine's events: what happened, and to what. */
export interface EventBus {
  publish(type: EventType, action: string, id: string, attributes: Readonly<Record<string, string>>): void;
  /** Past events from `since` on, then those to come until `until` (seconds since 1970) or until `signal` fires. */
  listen(options: { since?: number; until?: number; filters: Filters; signal: AbortSignal }): AsyncIterable<EventMessage>;
  /** How many listen. */
  readonly listeners: number;
}

/** An {@link EventBus}. */
export function createEventBus(clock: Clock): EventBus {
  const history: EventMessage[] = [];
  const listeners = new Set<(event: EventMessage) => void>();

  async function* listen({ since, until, filters, signal }: Parameters<EventBus['listen']>[0]): AsyncGenerator<EventMessage> {
    const queue: EventMessage[] = [];
    let wake: (() => void) | undefined;
    let over = until !== undefined && until * 1000 <= clock.now();
    const notify = () => {
      wake?.();
      wake = undefined;
    };
    const end = () => {
      over = true;
      notify();
    };
    if (since !== undefined || until !== undefined) {
      queue.push(...history.filter((event) => Number(event.timeNano) / 1e9 >= (since ?? 0) && (until === undefined || Number(event.timeNano) / 1e9 <= until)));
    }
    const listener = (event: EventMessage) => {
      queue.push(event);
      notify();
    };
    listeners.add(listener);
    signal.addEventListener('abort', end);
    const timer = until === undefined || over ? undefined : clock.after(until * 1000 - clock.now(), end);
    try {
      for (;;) {
        const event = queue.shift();
        if (event) {
          if (matchesEvent(event, filters)) yield event;
        } else if (over || signal.aborted) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      listeners.delete(listener);
      signal.removeEventListener('abort', end);
      timer?.cancel();
    }
  }

  return {
    publish(type, action, id, attributes) {
      const time = nanoseconds(clock);
      const ordered = Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
      const event: EventMessage = {
        ...(type === 'container' || type === 'image' ? { status: action, ...(id === '' ? {} : { id }) } : {}),
        ...(type === 'container' && attributes['image'] !== undefined ? { from: attributes['image'] } : {}),
        Type: type,
        Action: action,
        Actor: { ID: id, Attributes: ordered },
        scope: 'local',
        time: Number(time / 1_000_000_000n),
        timeNano: time,
      };
      history.push(event);
      if (history.length > historySize) history.shift();
      for (const listener of [...listeners]) listener(event);
    },
    listen,
    get listeners() {
      return listeners.size;
    },
  };
}
