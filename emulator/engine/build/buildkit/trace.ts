import type { BuildVertex, SolveStatus } from '../../../api/types/build';
import type { Report } from '../../../api/router/progress';
import type { Clock } from '../../../kernel/clock';
import { formatNanoseconds, nanoseconds } from '../../time';
import type { Finding } from '../lint/linter';
import { ruleUrl } from '../lint/linter';
import { base64, base64Text } from '../base64';

/** What is told of a vertex. */
export interface TracedVertex {
  readonly digest: string;
  readonly name: string;
  readonly inputs: readonly string[];
}

/** Tells the client of a build what happens, as BuildKit does. */
export interface Trace {
  /** The vertices that there will be. */
  announce(vertices: readonly TracedVertex[]): void;
  /** A step begins; the answer ends it. */
  begin(vertex: TracedVertex): { complete(options?: { cached?: boolean; error?: string }): void };
  /** Steps whose results were there, all at one moment. */
  cached(vertices: readonly TracedVertex[]): void;
  /** Progress of a part of a vertex; call again with the same id. */
  status(vertex: TracedVertex, status: { id: string; name?: string; current?: number; total?: number; started: string; completed?: boolean }): void;
  log(vertex: TracedVertex, stream: 1 | 2, bytes: Uint8Array): void;
  warn(vertex: TracedVertex, finding: Finding, source: { filename: string; text: string }): void;
  now(): string;
}

/** A {@link Trace} that sends `moby.buildkit.trace` messages. */
export function createTrace(report: Report, clock: Clock): Trace {
  let last = 0n;
  /** No two instants of a build are the same, and none is before an earlier one: clients sort by them. */
  const now = () => {
    const present = nanoseconds(clock);
    last = present > last ? present : last + 1n;
    return formatNanoseconds(last);
  };
  const send = (status: SolveStatus) => report({ id: 'moby.buildkit.trace', aux: status });
  const shape = ({ digest, name, inputs }: TracedVertex): BuildVertex => ({ digest, ...(inputs.length > 0 ? { inputs } : {}), name });
  return {
    now,
    announce: (vertices) => send({ vertexes: vertices.map(shape) }),
    begin(vertex) {
      const started = now();
      send({ vertexes: [{ ...shape(vertex), started }] });
      return {
        complete({ cached = false, error } = {}) {
          send({ vertexes: [{ ...shape(vertex), started, completed: now(), ...(cached ? { cached } : {}), ...(error === undefined ? {} : { error }) }] });
        },
      };
    },
    cached(vertices) {
      const at = now();
      if (vertices.length > 0) send({ vertexes: vertices.map((vertex) => ({ ...shape(vertex), started: at, completed: at, cached: true })) });
    },
    status(vertex, { id, name, current = 0, total, started, completed = false }) {
      const timestamp = now();
      send({
        statuses: [
          {
            id,
            vertex: vertex.digest,
            ...(name === undefined ? {} : { name }),
            ...(total === undefined ? {} : { total }),
            current,
            timestamp,
            started,
            ...(completed ? { completed: timestamp } : {}),
          },
        ],
      });
    },
    log: (vertex, stream, bytes) => send({ logs: [{ vertex: vertex.digest, stream, data: base64(bytes), timestamp: now() }] }),
    warn: (vertex, { rule, detail, lines }, { filename, text }) =>
      send({
        warnings: [
          {
            vertex: vertex.digest,
            level: 1,
            short: base64Text(`${rule.name}: ${detail} (line ${lines.start})`),
            detail: [base64Text(rule.description)],
            url: ruleUrl(rule),
            sourceInfo: { filename, data: base64Text(text) },
            range: [{ start: { line: lines.start }, end: { line: lines.end } }],
          },
        ],
      }),
  };
}
