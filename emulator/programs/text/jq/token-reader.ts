import type { Token } from './lexer';
import { JqSyntaxError } from './types';

/** Words that are no names. */
export const keywords = new Set(['def', 'if', 'then', 'elif', 'else', 'end', 'as', 'reduce', 'foreach', 'try', 'catch', 'label', 'and', 'or', 'import', 'include', '__loc__']);

/** Tokens, one after the other. */
export class TokenReader {
  protected position = 0;
  constructor(protected readonly tokens: readonly Token[]) {}

  atEnd(): boolean {
    return this.position >= this.tokens.length;
  }
  finish(): void {
    if (!this.atEnd()) this.unexpected();
  }
  protected unexpected(): never {
    const token = this.tokens[this.position];
    throw new JqSyntaxError(`syntax error, unexpected ${token === undefined ? 'end of file' : token.kind === 'name' && !keywords.has(token.text) ? 'IDENT' : token.kind === 'number' ? 'LITERAL' : token.kind === 'string' ? 'QQSTRING_START' : token.text.length > 1 ? token.text : `'${token.text}'`} (Unix shell quoting issues?)`);
  }
  protected is(text: string): boolean {
    const token = this.tokens[this.position];
    return token !== undefined && token.text === text && (token.kind === 'punctuation' || token.kind === 'name');
  }
  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.position++;
    return true;
  }
  protected expect(text: string): void {
    if (!this.take(text)) this.unexpected();
  }
  protected takeKind(kind: Token['kind']): string {
    const token = this.tokens[this.position];
    if (token?.kind !== kind) return this.unexpected();
    this.position++;
    return token.text;
  }
}
