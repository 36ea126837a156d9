/** The codes of the registry API: the status and the sentence of each. */
const codes = {
  BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  BLOB_UPLOAD_INVALID: [404, 'blob upload invalid'],
  BLOB_UPLOAD_UNKNOWN: [404, 'blob upload unknown to registry'],
  DIGEST_INVALID: [400, 'provided digest did not match uploaded content'],
  MANIFEST_BLOB_UNKNOWN: [400, 'blob unknown to registry'],
  MANIFEST_INVALID: [400, 'manifest invalid'],
  MANIFEST_UNKNOWN: [404, 'manifest unknown'],
  NAME_UNKNOWN: [404, 'repository name not known to registry'],
  PAGINATION_NUMBER_INVALID: [400, 'invalid number of results requested'],
  UNAUTHORIZED: [401, 'authentication required'],
  UNKNOWN: [500, 'unknown error'],
  UNSUPPORTED: [405, 'The operation is unsupported.'],
} as const satisfies Record<string, readonly [number, string]>;

/** What went wrong, as the API tells it. */
export type FailureCode = keyof typeof codes;

/** One entry of an answer's `errors`. */
interface FailureEntry {
  readonly code: FailureCode;
  readonly message?: string;
  /** Left out of the answer when undefined. */
  readonly detail?: unknown;
  /** What the log says of it, where that is more than the answer tells. */
  readonly logged?: string;
}

/** A request failed: answered with the first entry's status and all entries as JSON. */
export class RegistryFailure extends Error {
  override readonly name = 'RegistryFailure';
  readonly entries: readonly FailureEntry[];
  constructor(...entries: readonly FailureEntry[]) {
    super(entries[0]?.code ?? 'UNKNOWN');
    this.entries = entries;
  }
  get status(): number {
    return codes[this.entries[0]?.code ?? 'UNKNOWN'][0];
  }
  /** The answer's body. */
  toJson(): string {
    const errors = this.entries.map(({ code, message, detail }) => ({ code, message: message ?? codes[code][1], ...(detail === undefined ? {} : { detail }) }));
    return `${JSON.stringify({ errors })}\n`;
  }
  /** The fields of its lines in the log. */
  logFields(): Record<string, string>[] {
    return this.entries.map(({ code, message, detail, logged }) => ({
      'err.code': code.toLowerCase().replaceAll('_', ' '),
      ...(logged === undefined && detail === undefined ? {} : { 'err.detail': logged ?? goText(detail) }),
      'err.message': message ?? codes[code][1],
    }));
  }
}

/** A detail as Go prints it: `map[name:x]`. */
function goText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === null || typeof value !== 'object' ? '<nil>' : `map[${Object.entries(value as Record<string, string | number>).map(([key, one]) => `${key}:${one}`).join(' ')}]`;
}
