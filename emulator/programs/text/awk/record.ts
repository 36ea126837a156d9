import { SafeExpression } from '../../../kernel/expression/safe-expression';
import { translateExpression } from '../regular-expression';
import { InputText, toText, type Value } from './value';

/** The current record and its fields: each is made from the other when it is asked for. */
export class Record {
  private whole = '';
  private fields: string[] | undefined = [];
  private stale = false;
  private readonly expressions = new Map<string, RegExp>();
  constructor(private readonly cell: (name: string) => { value: Value }) {}

  get text(): string {
    if (this.stale) this.whole = this.split().join(toText(this.cell('OFS').value));
    this.stale = false;
    return this.whole;
  }
  get count(): number {
    return this.split().length;
  }

  set(text: string): void {
    this.whole = text;
    this.fields = undefined;
    this.stale = false;
  }
  field(index: number): Value {
    if (index === 0) return new InputText(this.text);
    const text = this.split()[index - 1];
    return text === undefined ? undefined : new InputText(text);
  }
  setField(index: number, text: string): void {
    if (index === 0) return this.set(text);
    const fields = this.split();
    while (fields.length < index) fields.push('');
    fields[index - 1] = text;
    this.stale = true;
  }
  /** NF was set. */
  resize(count: number): void {
    const fields = this.split();
    while (fields.length < count) fields.push('');
    fields.length = Math.max(0, count);
    this.stale = true;
  }

  /** Splits any text as the fields are: by `separator`, FS when absent. */
  splitText(text: string, separator = toText(this.cell('FS').value)): string[] {
    if (text === '') return [];
    if (separator === ' ') return text.trim() === '' ? [] : text.replaceAll(/^[ \t\n]+|[ \t\n]+$/g, '').split(/[ \t\n]+/);
    if (separator === '') return Array.from(text);
    if (separator.length === 1 && separator !== '\\') return text.split(separator);
    const parts: string[] = [];
    let at = 0;
    for (const match of text.matchAll(new RegExp(this.expression(separator).source, 'g'))) {
      if (match[0] === '') continue;
      parts.push(text.slice(at, match.index));
      at = match.index + match[0].length;
    }
    return [...parts, text.slice(at)];
  }

  matches(source: string): boolean {
    return this.expression(source).test(this.text);
  }

  /** An extended expression, compiled once. */
  expression(source: string): RegExp {
    let found = this.expressions.get(source);
    if (!found) this.expressions.set(source, (found = new SafeExpression(translateExpression(source, 'extended'))));
    return found;
  }

  private split(): string[] {
    return (this.fields ??= this.splitText(this.whole));
  }
}
