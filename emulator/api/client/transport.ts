import type { DuplexStream, HttpBody, HttpHeaders } from '../../net/http/types';
import type { Process } from '../../process/types';

export interface HttpReply { readonly status: number; readonly reason: string; readonly headers: HttpHeaders; readonly body: HttpBody; upgrade(): DuplexStream }
export async function sendHttp(_connection: DuplexStream, _request: { method: string; target: string; headers: Record<string, string>; body?: Uint8Array | string | HttpBody }): Promise<HttpReply> {
  throw new Error('net/http/client is still to come');
}
export function socketStream(_process: Process, _descriptor: number): DuplexStream {
  throw new Error('net/http is still to come');
}
