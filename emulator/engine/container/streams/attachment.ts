import type { Attachment } from '../../../api/router/hijack';
import { isSystemError } from '../../../kernel/errno';
import type { RunningProcess } from '../runtime/task';
import type { Listener } from './output-hub';

/** What an attached client is joined with. */
export interface AttachmentParts {
  readonly terminal: boolean;
  readonly listener: Listener;
  /** Gets what the client types; nobody when absent. */
  readonly input: Pick<RunningProcess, 'write' | 'closeInput'> | undefined;
  /** The client's end of input is the process's. */
  readonly closesInput: boolean;
  /** What to send first: the log. */
  readonly before?: AsyncIterable<{ stream: 'stdout' | 'stderr'; bytes: Uint8Array }>;
}

/** Joins a client's connection with a process's streams, until the process has ended (its output has been sent) or the client left. */
export function createAttachment({ terminal, listener, input, closesInput, before }: AttachmentParts): Attachment {
  return {
    terminal,
    async run(client) {
      const typing = (async () => {
        for (;;) {
          const bytes = await client.read();
          if (bytes.length === 0) break;
          await input?.write(bytes);
        }
        if (closesInput) input?.closeInput();
      })().catch((error: unknown) => {
        if (!isSystemError(error)) throw error; // the process, or the client, is gone
      });
      void typing.catch(() => undefined);
      try {
        if (before) for await (const piece of before) await client.write(piece.bytes, piece.stream);
        for (let piece = await listener.next(); piece; piece = await listener.next()) await client.write(piece.bytes, piece.stream);
      } catch (error) {
        if (!isSystemError(error)) throw error; // the client left
      } finally {
        listener.leave();
      }
    },
    cancel: () => listener.leave(),
  };
}
