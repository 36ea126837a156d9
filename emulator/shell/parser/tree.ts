/** The tree that the interpreter walks. Made by `parse.ts`; nothing else knows the parser behind it. */

/** A piece of a word. Text that is `quoted` stands for itself; `text` may still hold glob characters, braces and a tilde. */
export type WordPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'quoted'; readonly text: string }
  | { readonly type: 'double'; readonly parts: readonly WordPart[] }
  | ParameterPart
  /** `broken`: backquoted text with a syntax error, which only shows when it runs. */
  | { readonly type: 'command'; readonly body: Script; readonly source: string; readonly broken?: string }
  | { readonly type: 'arithmetic'; readonly expression: Word }
  | { readonly type: 'process'; readonly operator: '<' | '>'; readonly body: Script; readonly source: string };

/** `$x`, `${x}`, `${#x}`, `${!x}`, `${x[i]:-y}`… `source` is the text as written, for messages. */
export interface ParameterPart {
  readonly type: 'parameter';
  readonly name: string;
  readonly prefix: '!' | '#' | undefined;
  readonly index: Word | undefined;
  readonly operation: ParameterOperation | undefined;
  readonly source: string;
  /** Why bash says `bad substitution` when it comes to run this. */
  readonly bad?: boolean;
}

export type ParameterOperation =
  | { readonly type: 'default'; readonly operator: '-' | '=' | '+' | '?'; readonly colon: boolean; readonly word: Word }
  | { readonly type: 'remove'; readonly operator: '#' | '##' | '%' | '%%'; readonly word: Word }
  | { readonly type: 'replace'; readonly operator: '/' | '//' | '/#' | '/%'; readonly pattern: Word; readonly replacement: Word }
  | { readonly type: 'slice'; readonly offset: Word; readonly length: Word | undefined }
  | { readonly type: 'case'; readonly operator: '^' | '^^' | ',' | ',,'; readonly word: Word | undefined }
  | { readonly type: 'transform'; readonly operator: string }
  | { readonly type: 'names'; readonly operator: '@' | '*' };

export interface Word {
  readonly parts: readonly WordPart[];
  /** As written. */
  readonly source: string;
  /** What it comes to, when nothing in it has to be expanded. */
  readonly literal: string | undefined;
  /** Whether unquoted text in it has a brace, so that brace expansion has to look. */
  readonly braces: boolean;
}

/** `name=value`, `name+=value`, `name[index]=value`, `name=(…)`. */
export interface Assignment {
  readonly name: string;
  readonly index: Word | undefined;
  readonly append: boolean;
  readonly value: Word | readonly ArrayElement[];
  readonly source: string;
}
export interface ArrayElement {
  readonly key: Word | undefined;
  readonly append: boolean;
  readonly value: Word;
}

export type Redirection =
  | {
      readonly type: 'file';
      readonly operator: '>' | '>>' | '<' | '<>' | '<&' | '>&' | '>|' | '&>' | '&>>';
      readonly descriptor: Descriptor;
      readonly target: Word;
    }
  | {
      readonly type: 'here';
      readonly descriptor: Descriptor;
      readonly body: Word;
      readonly string: boolean;
      readonly delimiter: string;
      readonly source: string;
    };
/** A number, `{name}`, or undefined for the operator's own. */
export type Descriptor = number | { readonly variable: string } | undefined;

export interface Script {
  readonly statements: readonly Statement[];
}
export interface Statement {
  readonly chain: readonly Pipeline[];
  /** `operators[i]` stands between `chain[i]` and `chain[i + 1]`. */
  readonly operators: readonly ('&&' | '||')[];
  readonly background: boolean;
  readonly line: number;
  /** The line that it ends in. */
  readonly lastLine: number;
  /** Where it stands in the source. */
  readonly start: number;
  readonly end: number;
}
export interface Pipeline {
  readonly commands: readonly Command[];
  /** Whether command i pipes its standard error too (`|&`). */
  readonly both: readonly boolean[];
  readonly negated: boolean;
  readonly timed: 'bash' | 'posix' | undefined;
}

export interface SimpleCommand {
  readonly type: 'simple';
  readonly line: number;
  readonly assignments: readonly Assignment[];
  /** Assignments among them are those after a declaration builtin's name; their `word` is the same as plain text. */
  readonly words: readonly (Word | ArgumentAssignment)[];
  readonly redirections: readonly Redirection[];
}
export interface ArgumentAssignment {
  readonly assignment: Assignment;
  readonly word: Word | undefined;
}

/** Commands with a body. `redirections` apply to all of it. */
export type CompoundCommand = (
  | { readonly type: 'if'; readonly branches: readonly { readonly condition: Script; readonly body: Script }[]; readonly otherwise: Script | undefined }
  | { readonly type: 'for'; readonly name: string; readonly words: readonly Word[] | undefined; readonly body: Script }
  | { readonly type: 'select'; readonly name: string; readonly words: readonly Word[] | undefined; readonly body: Script }
  | { readonly type: 'loop'; readonly first: Word; readonly test: Word; readonly update: Word; readonly body: Script }
  | { readonly type: 'while'; readonly until: boolean; readonly condition: Script; readonly body: Script }
  | { readonly type: 'case'; readonly word: Word; readonly items: readonly CaseItem[] }
  | { readonly type: 'subshell'; readonly body: Script }
  | { readonly type: 'group'; readonly body: Script }
  | { readonly type: 'test'; readonly expression: TestExpression }
  | { readonly type: 'calculate'; readonly expression: Word }
) & { readonly line: number; readonly redirections: readonly Redirection[] };
export interface CaseItem {
  readonly patterns: readonly Word[];
  readonly body: Script;
  readonly next: ';;' | ';&' | ';;&';
}
export type TestExpression =
  | { readonly type: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly type: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word }
  | { readonly type: 'and' | 'or'; readonly operands: readonly TestExpression[] }
  | { readonly type: 'not'; readonly operand: TestExpression };

export interface FunctionDefinition {
  readonly type: 'function';
  readonly name: string;
  readonly body: CompoundCommand;
  readonly line: number;
  readonly source: string;
}
export interface CoprocessCommand {
  readonly type: 'coprocess';
  readonly name: string;
  readonly body: SimpleCommand | CompoundCommand;
  readonly line: number;
}
export type Command = SimpleCommand | CompoundCommand | FunctionDefinition | CoprocessCommand;
