import type { DuplexStream, HttpRequest, HttpResponse } from '../../net/http/types';
import { multiplexedStreamType, rawStreamType, type StreamName } from '../types/stream';
import { frame } from './frame';
import { isAtLeast } from './version';

/** What a client is attached to: a container's first process, or an exec. */
export interface Attachment {
  /** With a terminal the bytes go through as they are; without one every piece is framed with the stream it belongs to. */
  readonly terminal: boolean;
  /** Moves bytes until the process ended or the client left. */
  run(client: AttachedClient): Promise<void>;
  /** Asked for too late, or the client went away before it began. */
  cancel(): void;
}

/** The client's side of an {@link Attachment}. */
export interface AttachedClient {
  /** What the client sends; none when it closed its half. */
  read(): Promise<Uint8Array>;
  write(bytes: Uint8Array, stream: Exclude<StreamName, 'stdin'>): Promise<void>;
}

/** The answer that turns the connection of `request` into the streams of `attachment`. */
export function hijack(request: HttpRequest, version: string, attachment: Attachment): HttpResponse {
  const upgraded = request.headers.get('Upgrade') !== undefined;
  const type = attachment.terminal || !isAtLeast({ version }, '1.42') ? rawStreamType : multiplexedStreamType;
  const upgrade = async (connection: DuplexStream) => {
    try {
      await attachment.run({
        read: () => connection.read(),
        write: (bytes, stream) => connection.write(attachment.terminal ? bytes : frame(bytes, stream)),
      });
    } finally {
      connection.close();
    }
  };
  return upgraded
    ? { status: 101, reason: 'UPGRADED', headers: { 'Content-Type': type, Connection: 'Upgrade', Upgrade: 'tcp' }, upgrade }
    : { status: 200, headers: { 'Content-Type': type }, upgrade };
}
