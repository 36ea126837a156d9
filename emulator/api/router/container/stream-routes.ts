import { EngineError } from '../../../engine/error';
import { multiplexedStreamType, rawStreamType } from '../../types/stream';
import { frame } from '../frame';
import { hijack } from '../hijack';
import { flag } from '../parameters';
import { jsonLines } from '../pieces';
import type { Call, Route } from '../route';
import { seconds } from '../timestamp';
import { isAtLeast } from '../version';
import type { ContainerStreamBackend, LogPiece } from './backend';

const nameOf = (call: Call) => call.parameters['name'] ?? '';

/** `/containers/{name}/` attach, logs, stats and export. */
export function streamRoutes(backend: ContainerStreamBackend): Route[] {
  return [
    { method: 'GET', pattern: '/containers/{name}/logs', handle: (call) => logs(backend, call) },
    {
      method: 'POST',
      pattern: '/containers/{name}/attach',
      async handle(call) {
        const { query } = call;
        const attachment = backend.attachContainer(nameOf(call), {
          stdin: flag(query, 'stdin'),
          stdout: flag(query, 'stdout'),
          stderr: flag(query, 'stderr'),
          logs: flag(query, 'logs'),
          stream: flag(query, 'stream'),
          detachKeys: query.get('detachKeys') ?? '',
        });
        call.request.onAbort(() => attachment.cancel());
        return hijack(call.request, call.version, attachment);
      },
    },
    {
      method: 'GET',
      pattern: '/containers/{name}/stats',
      async handle(call) {
        const stream = flag(call.query, 'stream', true);
        const oneShot = flag(call.query, 'one-shot');
        if (stream && oneShot) throw new EngineError('invalid parameter', 'cannot have stream=true and one-shot=true');
        const abort = new AbortController();
        call.request.onAbort(() => abort.abort());
        const samples = backend.containerStats(nameOf(call), { stream, oneShot, signal: abort.signal });
        return { status: 200, headers: { 'Content-Type': 'application/json' }, body: jsonLines(samples) };
      },
    },
    {
      method: 'GET',
      pattern: '/containers/{name}/export',
      handle: async (call) => ({ status: 200, headers: { 'Content-Type': 'application/octet-stream' }, body: backend.exportContainer(nameOf(call)) }),
    },
  ];
}

async function logs(backend: ContainerStreamBackend, call: Call) {
  const { query } = call;
  const stdout = flag(query, 'stdout');
  const stderr = flag(query, 'stderr');
  if (!stdout && !stderr) throw new EngineError('invalid parameter', 'Bad parameters: you must choose at least one stream');
  const abort = new AbortController();
  call.request.onAbort(() => abort.abort());
  const tail = query.get('tail') ?? 'all';
  const { terminal, pieces } = backend.containerLogs(nameOf(call), {
    stdout,
    stderr,
    follow: flag(query, 'follow'),
    since: seconds(query.get('since')),
    until: seconds(query.get('until')),
    tail: /^\d+$/.test(tail) ? Number(tail) : undefined, // anything else is all, as in Docker
    timestamps: flag(query, 'timestamps'),
    details: flag(query, 'details'),
    signal: abort.signal,
  });
  const type = terminal || !isAtLeast(call, '1.42') ? rawStreamType : multiplexedStreamType;
  return { status: 200, headers: { 'Content-Type': type }, body: framed(pieces, terminal) };
}

async function* framed(pieces: AsyncIterable<LogPiece>, terminal: boolean): AsyncGenerator<Uint8Array> {
  for await (const { bytes, stream } of pieces) yield terminal ? bytes : frame(bytes, stream);
}
