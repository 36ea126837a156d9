import type { EventMessage, EventType } from '../../api/types/event';
import type { Filters } from '../../api/types/filter';
import { hasLabels } from '../filters';

/** Filters that name what the event is about; each matches an ID, its beginning or a name. */
const objectFilters: readonly EventType[] = ['container', 'plugin', 'volume', 'network', 'daemon', 'service', 'node', 'secret', 'config'];

/** Whether the `filters` of `docker events` let `event` through. */
export function matchesEvent(event: EventMessage, filters: Filters): boolean {
  const asked = (key: string) => filters[key] ?? [];
  const { ID, Attributes } = event.Actor;
  const matchesAction = asked('event').length === 0 || asked('event').some((wanted) => event.Action === wanted || event.Action.startsWith(`${wanted}:`));
  if (!matchesAction) return false;
  if (asked('type').length > 0 && !asked('type').includes(event.Type)) return false;
  if (asked('scope').length > 0 && !asked('scope').includes(event.scope)) return false;
  if (!hasLabels(Attributes, asked('label'))) return false;
  for (const type of objectFilters) {
    if (asked(type).length === 0) continue;
    if (event.Type !== type) return false;
    if (!asked(type).some((wanted) => ID === wanted || ID.startsWith(wanted) || Attributes['name'] === wanted)) return false;
  }
  if (asked('image').length > 0 && !asked('image').some((wanted) => namesImage(event, wanted))) return false;
  return true;
}

function namesImage(event: EventMessage, wanted: string): boolean {
  const names = event.Type === 'image' ? [event.Actor.ID, event.Actor.Attributes['name']] : [event.Actor.Attributes['image']];
  return names.some((name) => name !== undefined && (name === wanted || name.split(':')[0] === wanted));
}
