/** What an awk program is made of. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'pattern'; readonly source: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expression }
  | { readonly kind: 'element'; readonly name: string; readonly keys: readonly Expression[] }
  | { readonly kind: 'in'; readonly keys: readonly Expression[]; readonly name: string }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: Expression; readonly value: Expression }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly prefix: boolean; readonly target: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly value: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'condition'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'getline'; readonly target: Expression | undefined; readonly from: 'input' | 'file' | 'command'; readonly source: Expression | undefined };

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'print'; readonly formatted: boolean; readonly values: readonly Expression[]; readonly redirect: { readonly operator: '>' | '>>' | '|'; readonly target: Expression } | undefined }
  | { readonly kind: 'if'; readonly test: Expression; readonly yes: Statement; readonly no: Statement | undefined }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement; readonly after: boolean }
  | { readonly kind: 'for'; readonly start: Statement | undefined; readonly test: Expression | undefined; readonly step: Statement | undefined; readonly body: Statement }
  | { readonly kind: 'forIn'; readonly variable: string; readonly name: string; readonly body: Statement }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'delete'; readonly name: string; readonly keys: readonly Expression[] | undefined }
  | { readonly kind: 'jump'; readonly how: 'next' | 'nextfile' | 'break' | 'continue' }
  | { readonly kind: 'exit' | 'return'; readonly value: Expression | undefined };

export interface Rule {
  readonly when: 'BEGIN' | 'END' | 'record';
  readonly first?: Expression;
  /** The end of a range of records. */
  readonly last?: Expression;
  /** Absent: print the record. */
  readonly body?: Statement;
}

export interface FunctionDefinition {
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
}

/** The program is malformed. */
export class AwkSyntaxError extends Error {
  override readonly name = 'AwkSyntaxError';
  constructor(
    readonly line: number,
    /** What stands where it should not. */
    readonly near: string,
  ) {
    super(`syntax error at or near ${near}`);
  }
}
