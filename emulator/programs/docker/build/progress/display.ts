import type { BuildVertexWarning, SolveStatus } from '../../../../api/types/build';

/** One way to show a build's progress. Each call gives the text to print; times are milliseconds since 1970. */
export interface Display {
  /** Takes in what the builder tells; nothing is shown yet. */
  update(status: SolveStatus, now: number): void;
  /** What is to be printed now. */
  refresh(now: number): string;
  /** The last words. */
  finish(now: number): string;
  readonly warnings: readonly BuildVertexWarning[];
  /** Every message is shown by itself and at once; the others are shown at most ten times a second. */
  readonly isStatusShownAtOnce: boolean;
}

/** Shows nothing. */
export function createQuietDisplay(): Display {
  return { update: () => undefined, refresh: () => '', finish: () => '', warnings: [], isStatusShownAtOnce: false };
}

/** `rawjson`: each message as a line of JSON. */
export function createRawDisplay(): Display {
  let output = '';
  const flush = () => {
    const text = output;
    output = '';
    return text;
  };
  return {
    update(status) {
      output += `${goJson(status)}\n`;
    },
    refresh: flush,
    finish: flush,
    warnings: [],
    isStatusShownAtOnce: true,
  };
}

/** JSON as Go writes it: `<`, `>` and `&` are escaped. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
