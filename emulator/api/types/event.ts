/** What events are about. */
export type EventType = 'builder' | 'config' | 'container' | 'daemon' | 'image' | 'network' | 'node' | 'plugin' | 'secret' | 'service' | 'volume';

/** An element of the stream `GET /events?since=&until=&filters=`, one JSON object a line. */
export interface EventMessage {
  /** The three of old clients: for containers and images alone. */
  status?: string;
  id?: string;
  from?: string;
  Type: EventType;
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
  scope: 'local' | 'swarm';
  /** Seconds since 1970. */
  time: number;
  /** Nanoseconds since 1970. On the wire all 19 digits are written; `JSON.parse` rounds them, so read the digits where they matter. */
  timeNano: number | bigint;
}
