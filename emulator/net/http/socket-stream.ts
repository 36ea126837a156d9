import type { Process } from '../../process/types';
import type { ConnectedSocket } from '../types';
import type { DuplexStream } from './types';

/** A connected socket of `process` as a stream; `close` closes the descriptor (once). */
export function socketStream(process: Process, descriptor: number): DuplexStream {
  let open = true;
  return {
    read: (max) => process.read(descriptor, max),
    write: (bytes) => process.write(descriptor, bytes),
    closeWrite() {
      if (open) (process.network.socket(descriptor) as ConnectedSocket).shutdownWrite();
    },
    close() {
      if (!open) return;
      open = false;
      process.close(descriptor);
    },
  };
}
