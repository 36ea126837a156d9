import { isSystemError } from '../../../kernel/errno';
import type { Process } from '../../../process/types';
import { drive, wait, type Step } from '../../../shell/state/step';
import { Evaluator } from './evaluate';
import { AwkError, Jump } from './state';
import type { AwkProgram, FunctionDefinition, Rule, Statement } from './tree';
import { formatValues, InputText, isTrue, toNumber, toText, type Value } from './value';

/** A run of a program. */
export class Interpreter extends Evaluator {
  protected readonly functions: ReadonlyMap<string, FunctionDefinition>;
  private readonly rules: readonly Rule[];
  private readonly inRange = new Set<Rule>();
  private code = 0;

  constructor(process: Process, program: AwkProgram, operands: readonly string[], strict: boolean) {
    super(process, operands, strict);
    this.functions = program.functions;
    this.rules = program.rules;
  }

  /** Runs BEGIN, the rules for every record, and END; the exit code. */
  async run(): Promise<number> {
    return await drive(this.whole());
  }

  private *whole(): Step<number> {
    const { rules } = this;
    const ended = yield* this.guarded(this.runRules(rules.filter((rule) => rule.when === 'BEGIN')));
    if (!ended && rules.some((rule) => rule.when !== 'BEGIN')) yield* this.guarded(this.readRecords(rules.filter((rule) => rule.when === 'record')));
    // `exit` in BEGIN or a rule still runs END; without records there is nothing to read first.
    yield* this.guarded(this.runRules(rules.filter((rule) => rule.when === 'END')));
    yield* this.flush();
    yield* wait(this.streams.closeAll());
    return this.code;
  }

  /** Whether `exit` ended it. */
  private *guarded(step: Step<void>): Step<boolean> {
    try {
      yield* step;
      return false;
    } catch (error) {
      if (!(error instanceof Jump) || error.how !== 'exit') throw error;
      if (error.value !== undefined) this.code = toNumber(error.value) & 255;
      return true;
    }
  }

  private *readRecords(rules: readonly Rule[]): Step<void> {
    for (let text = yield* this.nextRecord(); text !== undefined; text = yield* this.nextRecord()) {
      this.record.set(text);
      try {
        yield* this.runRules(rules);
      } catch (error) {
        if (!(error instanceof Jump) || (error.how !== 'next' && error.how !== 'nextfile')) throw error;
        if (error.how === 'nextfile') this.input = undefined;
      }
      const tick = this.process.tick();
      if (tick) yield tick;
    }
  }

  private *runRules(rules: readonly Rule[]): Step<void> {
    for (const rule of rules) {
      if (!(yield* this.applies(rule))) continue;
      if (rule.body) yield* this.execute(rule.body);
      else yield* this.print(`${this.record.text}${this.textOf('ORS')}`);
    }
  }

  private *applies(rule: Rule): Step<boolean> {
    if (!rule.first) return true;
    if (!rule.last) return isTrue(yield* this.evaluate(rule.first));
    if (!this.inRange.has(rule)) {
      if (!isTrue(yield* this.evaluate(rule.first))) return false;
      this.inRange.add(rule);
    }
    if (isTrue(yield* this.evaluate(rule.last))) this.inRange.delete(rule);
    return true;
  }

  private *print(text: string): Step<void> {
    const waiting = this.out.write(text);
    if (waiting) yield waiting;
  }

  protected *execute(statement: Statement): Step<void> {
    switch (statement.kind) {
      case 'expression':
        yield* this.evaluate(statement.value);
        return;
      case 'block':
        for (const one of statement.body) yield* this.execute(one);
        return;
      case 'print':
        return yield* this.executePrint(statement);
      case 'if':
        if (isTrue(yield* this.evaluate(statement.test))) yield* this.execute(statement.yes);
        else if (statement.no) yield* this.execute(statement.no);
        return;
      case 'while':
        if (statement.after && !(yield* this.turn(statement.body))) return;
        while (isTrue(yield* this.evaluate(statement.test))) if (!(yield* this.turn(statement.body))) return;
        return;
      case 'for':
        if (statement.start) yield* this.execute(statement.start);
        while (!statement.test || isTrue(yield* this.evaluate(statement.test))) {
          if (!(yield* this.turn(statement.body))) return;
          if (statement.step) yield* this.execute(statement.step);
        }
        return;
      case 'forIn':
        for (const key of [...this.array(statement.name).keys()]) {
          this.cell(statement.variable).value = new InputText(key);
          if (!(yield* this.turn(statement.body))) return;
        }
        return;
      case 'delete':
        if (statement.keys) this.array(statement.name).delete(yield* this.key(statement.keys));
        else this.array(statement.name).clear();
        return;
      case 'jump':
        throw new Jump(statement.how);
      case 'exit':
      case 'return':
        throw new Jump(statement.kind, statement.value && (yield* this.evaluate(statement.value)));
    }
  }

  /** One turn of a loop; false after `break`. */
  private *turn(body: Statement): Step<boolean> {
    const tick = this.process.tick();
    if (tick) yield tick;
    try {
      yield* this.execute(body);
      return true;
    } catch (error) {
      if (error instanceof Jump && error.how === 'break') return false;
      if (error instanceof Jump && error.how === 'continue') return true;
      throw error;
    }
  }

  private *executePrint(statement: Extract<Statement, { kind: 'print' }>): Step<void> {
    const values: Value[] = [];
    for (const value of statement.values) values.push(yield* this.evaluate(value));
    const text = statement.formatted ? formatValues(toText(values[0]), values.slice(1)) : `${values.length === 0 ? this.record.text : values.map((value) => toText(value, this.textOf('OFMT'))).join(this.textOf('OFS'))}${this.textOf('ORS')}`;
    if (!statement.redirect) return yield* this.print(text);
    yield* this.flush();
    const target = toText(yield* this.evaluate(statement.redirect.target));
    try {
      const descriptor = yield* wait(this.streams.output(statement.redirect.operator, target));
      yield* wait(this.process.write(descriptor, text));
    } catch (error) {
      if (!isSystemError(error) || error.errno === 'EPIPE') throw error;
      throw new AwkError(`cannot open "${target}" for output (${error.message})`);
    }
  }
}
