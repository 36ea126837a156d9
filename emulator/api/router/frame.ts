import { concatenate } from '../../kernel/bytes';
import { frameHeaderSize, streamNumbers, type StreamName } from '../types/stream';

/** `bytes` as a frame of a multiplexed stream. */
export function frame(bytes: Uint8Array, stream: StreamName): Uint8Array {
  const header = new Uint8Array(frameHeaderSize);
  header[0] = streamNumbers[stream];
  new DataView(header.buffer).setUint32(4, bytes.length);
  return concatenate([header, bytes]);
}
