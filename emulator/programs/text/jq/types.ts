/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** `error(…)` and what builtins complain of; `value` is what `catch` gets. */
export class JqError extends Error {
  override readonly name = 'JqError';
  constructor(readonly value: Json) {
    super(typeof value === 'string' ? value : JSON.stringify(value));
  }
}
/** The program cannot be read (exit code 3). */
export class JqSyntaxError extends Error {
  override readonly name = 'JqSyntaxError';
}
/** `break $label`. */
export class JqBreak extends Error {
  override readonly name = 'JqBreak';
  constructor(readonly label: object) {
    super('break');
  }
}

export type Pattern = { kind: 'name'; name: string } | { kind: 'array'; items: Pattern[] } | { kind: 'object'; fields: { name?: string; key?: Node; value?: Pattern }[] };

export interface Definition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Node;
}

/** A program's tree. */
export type Node =
  | { kind: 'identity' | 'recurse' }
  | { kind: 'literal'; value: Json }
  | { kind: 'text'; parts: (string | Node)[]; format: string | undefined }
  | { kind: 'format'; name: string }
  | { kind: 'index'; of: Node; key: Node }
  | { kind: 'slice'; of: Node; from: Node | undefined; to: Node | undefined }
  | { kind: 'iterate'; of: Node }
  | { kind: 'try'; body: Node; handler: Node | undefined }
  | { kind: 'pipe' | 'comma'; left: Node; right: Node }
  | { kind: 'binary'; operator: string; left: Node; right: Node }
  | { kind: 'assign'; operator: string; left: Node; right: Node }
  | { kind: 'negate'; body: Node }
  | { kind: 'array'; body: Node | undefined }
  | { kind: 'object'; fields: { key: Node; value: Node }[] }
  | { kind: 'if'; test: Node; yes: Node; no: Node | undefined }
  | { kind: 'as'; source: Node; pattern: Pattern; body: Node }
  | { kind: 'reduce'; source: Node; pattern: Pattern; start: Node; update: Node }
  | { kind: 'foreach'; source: Node; pattern: Pattern; start: Node; update: Node; extract: Node | undefined }
  | { kind: 'variable'; name: string }
  | { kind: 'call'; name: string; args: Node[] }
  | { kind: 'define'; definition: Definition; body: Node }
  | { kind: 'label'; name: string; body: Node }
  | { kind: 'break'; name: string };
