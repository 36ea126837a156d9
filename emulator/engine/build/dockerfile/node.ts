/** Lines of a Dockerfile, from 1, both included. */
export interface Lines {
  readonly start: number;
  readonly end: number;
}

/** A here-document of RUN, COPY or ADD. */
export interface HereDocument {
  /** The word that ends it, and the name of the file that COPY makes of it. */
  readonly name: string;
  /** Written as `<<-`: leading tabs of its lines go. */
  readonly chomp: boolean;
  /** Its delimiter is not quoted, so COPY fills variables in. */
  readonly expand: boolean;
  readonly content: string;
}

/** An instruction as it stands in the file, not looked into any further. */
export interface Node {
  /** The first word as it was written. */
  readonly word: string;
  /** Words in front that begin with `--`. */
  readonly flags: readonly string[];
  /** What follows the flags, trimmed. */
  readonly rest: string;
  /** The whole instruction with its lines joined. */
  readonly original: string;
  readonly documents: readonly HereDocument[];
  readonly lines: Lines;
  /** Comment lines directly above, without the `#`. */
  readonly comments: readonly string[];
}

/** A Dockerfile cut into instructions. */
export interface SyntaxTree {
  readonly nodes: readonly Node[];
  readonly escape: '\\' | '`';
  /** Lines at which a continued instruction had an empty line in it. */
  readonly emptyContinuations: readonly number[];
}
