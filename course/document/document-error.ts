/** What is wrong with a question document: where, and what was expected there. Its message is `FILE:LINE: PROBLEM`. */
export class DocumentError extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${file}:${line}: ${problem}`);
    this.name = 'DocumentError';
  }
}

/** Throws a {@link DocumentError} for the document that it was made for. */
export type Fail = (line: number, problem: string) => never;

/** A {@link Fail} for the document `file`. */
export function createFail(file: string): Fail {
  return (line, problem) => {
    throw new DocumentError(file, line, problem);
  };
}

/** The line on which a node begins, as people count: from 1. */
export function lineOf(node: { position?: { start: { line: number } } | undefined }): number {
  return node.position?.start.line ?? 1;
}
