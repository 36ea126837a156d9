import { isSystemError } from '../../../kernel/errno';
import { wait, type Step } from '../../../shell/state/step';
import { callBuiltin } from './builtins';
import { AwkError, AwkState, Jump, type Cell } from './state';
import { builtinNames } from './tokens';
import type { Expression, FunctionDefinition, Statement } from './tree';
import { compareValues, InputText, isTrue, toNumber, toText, type Value } from './value';

/** Works out what expressions come to. */
export abstract class Evaluator extends AwkState {
  protected abstract readonly functions: ReadonlyMap<string, FunctionDefinition>;
  private depth = 0;

  /** Carries out a statement: the body of a function. */
  protected abstract execute(statement: Statement): Step<void>;

  protected *key(keys: readonly Expression[]): Step<string> {
    const parts: string[] = [];
    for (const key of keys) parts.push(toText(yield* this.evaluate(key), this.textOf('CONVFMT')));
    return parts.join(this.textOf('SUBSEP'));
  }

  *store(target: Expression, value: Value): Step<void> {
    if (target.kind === 'field') this.record.setField(toNumber(yield* this.evaluate(target.index)), toText(value, this.textOf('CONVFMT')));
    else if (target.kind === 'element') this.array(target.name).set(yield* this.key(target.keys), value);
    else if (target.kind === 'variable') this.assign(target.name, value);
    else throw new AwkError('assignment to what is no variable');
  }

  *evaluate(expression: Expression): Step<Value> {
    switch (expression.kind) {
      case 'number':
      case 'string':
        return expression.value;
      case 'pattern':
        return this.record.matches(expression.source) ? 1 : 0;
      case 'variable':
        if (expression.name === 'NF') return this.record.count;
        return this.cell(expression.name).value;
      case 'field':
        return this.record.field(toNumber(yield* this.evaluate(expression.index)));
      case 'element': {
        const array = this.array(expression.name);
        const key = yield* this.key(expression.keys);
        if (!array.has(key)) array.set(key, undefined); // looking at an element makes it
        return array.get(key);
      }
      case 'in':
        return this.array(expression.name).has(yield* this.key(expression.keys)) ? 1 : 0;
      case 'assign': {
        let value = yield* this.evaluate(expression.value);
        if (expression.operator !== '') value = arithmetic(expression.operator, toNumber(yield* this.evaluate(expression.target)), toNumber(value), this.strict);
        yield* this.store(expression.target, value);
        return value;
      }
      case 'step': {
        const before = toNumber(yield* this.evaluate(expression.target));
        yield* this.store(expression.target, before + expression.by);
        return expression.prefix ? before + expression.by : before;
      }
      case 'unary': {
        const value = yield* this.evaluate(expression.value);
        return expression.operator === '!' ? (isTrue(value) ? 0 : 1) : expression.operator === '-' ? -toNumber(value) : toNumber(value);
      }
      case 'condition':
        return isTrue(yield* this.evaluate(expression.test)) ? yield* this.evaluate(expression.yes) : yield* this.evaluate(expression.no);
      case 'binary':
        return yield* this.binary(expression);
      case 'call':
        return builtinNames.has(expression.name) ? yield* callBuiltin(this, expression.name, expression.args) : yield* this.call(expression.name, expression.args);
      case 'getline':
        return yield* this.getline(expression);
    }
  }

  private *binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): Step<Value> {
    const a = yield* this.evaluate(left);
    if (operator === '()') return a;
    if (operator === '&&') return isTrue(a) && isTrue(yield* this.evaluate(right)) ? 1 : 0;
    if (operator === '||') return isTrue(a) || isTrue(yield* this.evaluate(right)) ? 1 : 0;
    if (operator === '~' || operator === '!~') {
      const source = right.kind === 'pattern' ? right.source : toText(yield* this.evaluate(right));
      return this.record.expression(source).test(toText(a)) === (operator === '~') ? 1 : 0;
    }
    const b = yield* this.evaluate(right);
    switch (operator) {
      case ' ':
        return toText(a, this.textOf('CONVFMT')) + toText(b, this.textOf('CONVFMT'));
      case '<':
        return compareValues(a, b) < 0 ? 1 : 0;
      case '<=':
        return compareValues(a, b) <= 0 ? 1 : 0;
      case '>':
        return compareValues(a, b) > 0 ? 1 : 0;
      case '>=':
        return compareValues(a, b) >= 0 ? 1 : 0;
      case '==':
        return compareValues(a, b) === 0 ? 1 : 0;
      case '!=':
        return compareValues(a, b) !== 0 ? 1 : 0;
      default:
        return arithmetic(operator, toNumber(a), toNumber(b), this.strict);
    }
  }

  private *call(name: string, args: readonly Expression[]): Step<Value> {
    const definition = this.functions.get(name);
    if (!definition) throw new AwkError(`function ${name} never defined`);
    if (++this.depth > 500) throw new AwkError('function call nesting too deep');
    const locals = new Map<string, Cell>();
    for (const [index, parameter] of definition.parameters.entries()) {
      const argument = args[index];
      // A bare name may be an array, which goes by reference.
      if (argument?.kind === 'variable' && argument.name !== 'NF') {
        const cell = this.cell(argument.name);
        if (cell.value === undefined) cell.array ??= new Map();
        locals.set(parameter, { value: cell.value, ...(cell.array ? { array: cell.array } : {}) });
      } else locals.set(parameter, { value: argument && (yield* this.evaluate(argument)) });
    }
    for (const extra of args.slice(definition.parameters.length)) yield* this.evaluate(extra);
    const outer = this.locals;
    this.locals = locals;
    try {
      yield* this.execute(definition.body);
      return undefined;
    } catch (error) {
      if (error instanceof Jump && error.how === 'return') return error.value;
      throw error;
    } finally {
      this.locals = outer;
      this.depth--;
    }
  }

  private *getline({ from, source, target }: Extract<Expression, { kind: 'getline' }>): Step<Value> {
    if (from === 'input') {
      const text = yield* this.nextRecord();
      if (text === undefined) return 0;
      if (target) yield* this.store(target, new InputText(text));
      else this.record.set(text);
      return 1;
    }
    yield* this.flush();
    try {
      const reader = yield* wait(this.streams.input(from, toText(source && (yield* this.evaluate(source)))));
      const text = yield* wait(reader.read(this.textOf('RS')));
      if (text === undefined) return 0;
      if (from === 'command') this.cell('NR').value = toNumber(this.cell('NR').value) + 1;
      if (target) yield* this.store(target, new InputText(text));
      else this.record.set(text);
      return 1;
    } catch (error) {
      if (!isSystemError(error) || error.errno === 'EINTR') throw error;
      return -1;
    }
  }
}

function arithmetic(operator: string, a: number, b: number, strict: boolean): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '^':
      return a ** b;
    default:
      if (b === 0 && strict) throw new AwkError('cmd. line:1: Division by zero');
      return operator === '/' ? a / b : a % b;
  }
}
