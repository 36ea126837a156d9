import { format, operate } from './operate';
import { Scope } from './scope';
import type { Builtin, Surroundings } from './surroundings';
import { JqBreak, JqError, type Json, type Node, type Pattern } from './types';
import { arithmetic, deletePaths, described, getIndex, getPath, getSlice, isArray, isObject, isTrue, setPath, typeName } from './values';

/** A value and, while paths are asked for, where it is. */
export interface Result {
  readonly value: Json;
  readonly path: readonly Json[] | undefined;
}

export class Interpreter {
  private depth = 0;
  constructor(private readonly surroundings: Surroundings) {}

  *run(node: Node, scope: Scope, input: Result): Generator<Result> {
    const plain = (value: Json): Result => ({ value, path: undefined });
    const step = ({ value, path }: Result, key: Json): Result => {
      if (input.path !== undefined && path === undefined) throw new JqError(`Invalid path expression with result ${described(value).replace(/^\w+ \((.*)\)$/, '$1')}`);
      return { value: getIndex(value, key), path: path && [...path, key] };
    };
    switch (node.kind) {
      case 'identity':
        yield input;
        return;
      case 'literal':
        yield plain(node.value);
        return;
      case 'recurse':
        yield* this.recurse(input);
        return;
      case 'pipe':
        for (const middle of this.run(node.left, scope, input)) yield* this.run(node.right, scope, middle);
        return;
      case 'comma':
        yield* this.run(node.left, scope, input);
        yield* this.run(node.right, scope, input);
        return;
      case 'index':
        for (const target of this.run(node.of, scope, input)) for (const key of this.values(node.key, scope, input)) yield step(target, key);
        return;
      case 'slice':
        for (const target of this.run(node.of, scope, input)) {
          for (const to of node.to ? this.values(node.to, scope, input) : [null]) {
            for (const from of node.from ? this.values(node.from, scope, input) : [null]) yield { value: getSlice(target.value, from, to), path: target.path && [...target.path, { start: from, end: to }] };
          }
        }
        return;
      case 'iterate':
        for (const target of this.run(node.of, scope, input)) {
          if (!isArray(target.value) && !isObject(target.value)) throw new JqError(target.value === null ? 'Cannot iterate over null' : `Cannot iterate over ${described(target.value)}`);
          for (const key of isArray(target.value) ? target.value.keys() : Object.keys(target.value)) yield step(target, key);
        }
        return;
      case 'try':
        try {
          yield* this.run(node.body, scope, input);
        } catch (error) {
          if (!(error instanceof JqError)) throw error;
          if (error.value !== null && isObject(error.value) && error.value.__jq === 0) return;
          if (node.handler) yield* this.run(node.handler, scope, plain(error.value));
        }
        return;
      case 'binary':
        yield* this.binary(node, scope, input);
        return;
      case 'assign':
        yield* this.assign(node, scope, input);
        return;
      case 'negate':
        for (const value of this.values(node.body, scope, input)) {
          if (typeof value !== 'number') throw new JqError(`${described(value)} cannot be negated`);
          yield plain(-value);
        }
        return;
      case 'array':
        yield plain(node.body ? [...this.values(node.body, scope, input)] : []);
        return;
      case 'object':
        yield* this.object(node.fields, scope, input, {});
        return;
      case 'text':
        yield* this.text(node, 0, '', scope, input);
        return;
      case 'format':
        yield plain(format(node.name, input.value));
        return;
      case 'if':
        for (const test of this.values(node.test, scope, input)) yield* this.run(isTrue(test) ? node.yes : (node.no ?? { kind: 'identity' }), scope, input);
        return;
      case 'as':
        for (const value of this.values(node.source, scope, input)) yield* this.run(node.body, this.bind(node.pattern, value, new Scope(scope), input), input);
        return;
      case 'reduce':
        for (const start of this.run(node.start, scope, input)) {
          let state = start;
          for (const value of this.values(node.source, scope, input)) {
            let last: Result = plain(null);
            for (const next of this.run(node.update, this.bind(node.pattern, value, new Scope(scope), input), state)) last = next;
            state = last;
          }
          yield state;
        }
        return;
      case 'foreach':
        for (const start of this.run(node.start, scope, input)) {
          let state = start;
          for (const value of this.values(node.source, scope, input)) {
            const inner = this.bind(node.pattern, value, new Scope(scope), input);
            for (const next of this.run(node.update, inner, state)) {
              state = next;
              if (node.extract) yield* this.run(node.extract, inner, next);
              else yield next;
            }
          }
        }
        return;
      case 'variable': {
        const value = scope.get(node.name);
        if (value === undefined) throw new JqError(`$${node.name} is not defined`);
        yield plain(value);
        return;
      }
      case 'define': {
        const inner = new Scope(scope);
        inner.define(node.definition);
        yield* this.run(node.body, inner, input);
        return;
      }
      case 'label': {
        const inner = new Scope(scope);
        const label = inner.setLabel(node.name);
        try {
          yield* this.run(node.body, inner, input);
        } catch (error) {
          if (!(error instanceof JqBreak) || error.label !== label) throw error;
        }
        return;
      }
      case 'break':
        throw new JqBreak(scope.getLabel(node.name) ?? {});
      case 'call':
        yield* this.call(node, scope, input);
    }
  }

  /** Values only. */
  *values(node: Node, scope: Scope, input: Result): Generator<Json> {
    for (const { value } of this.run(node, scope, { value: input.value, path: undefined })) yield value;
  }

  private *recurse(at: Result): Generator<Result> {
    yield at;
    if (!isArray(at.value) && !isObject(at.value)) return;
    for (const key of isArray(at.value) ? at.value.keys() : Object.keys(at.value)) yield* this.recurse({ value: getIndex(at.value, key), path: at.path && [...at.path, key] });
  }

  private *binary(node: Extract<Node, { kind: 'binary' }>, scope: Scope, input: Result): Generator<Result> {
    const { operator, left, right } = node;
    if (operator === '//') {
      let any = false;
      try {
        for (const one of this.run(left, scope, input)) {
          if (!isTrue(one.value)) continue;
          any = true;
          yield one;
        }
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
      }
      if (!any) yield* this.run(right, scope, input);
      return;
    }
    if (operator === 'and' || operator === 'or') {
      for (const a of this.values(left, scope, input)) {
        if (isTrue(a) === (operator === 'or')) yield { value: operator === 'or', path: undefined };
        else for (const b of this.values(right, scope, input)) yield { value: isTrue(b), path: undefined };
      }
      return;
    }
    for (const b of this.values(right, scope, input)) for (const a of this.values(left, scope, input)) yield { value: operate(operator, a, b), path: undefined };
  }

  private *assign({ operator, left, right }: Extract<Node, { kind: 'assign' }>, scope: Scope, input: Result): Generator<Result> {
    const paths = [...this.run(left, scope, { value: input.value, path: [] })].map(({ path }) => path ?? []);
    if (operator === '|=') {
      let result = input.value;
      const gone: Json[] = [];
      for (const path of paths) {
        const [first] = this.take(this.values(right, scope, { value: getPath(result, path), path: undefined }), 1);
        if (first === undefined) gone.push(path);
        else result = setPath(result, path, () => first) ?? null;
      }
      yield { value: deletePaths(result, gone), path: undefined };
      return;
    }
    for (const value of this.values(right, scope, input)) {
      const change = (old: Json): Json => (operator === '=' ? value : operator === '//=' ? (isTrue(old) ? old : value) : arithmetic(operator.slice(0, -1), old, value));
      yield { value: paths.reduce<Json>((whole, path) => setPath(whole, path, change) ?? null, input.value), path: undefined };
    }
  }

  private take<T>(from: Generator<T>, count: number): T[] {
    const taken: T[] = [];
    for (const one of from) {
      taken.push(one);
      if (taken.length >= count) break;
    }
    return taken;
  }

  private *object(fields: readonly { key: Node; value: Node }[], scope: Scope, input: Result, made: Readonly<Record<string, Json>>): Generator<Result> {
    const [first, ...rest] = fields;
    if (!first) return void (yield { value: made, path: undefined });
    for (const key of this.values(first.key, scope, input)) {
      if (typeof key !== 'string') throw new JqError(`Object keys must be strings`);
      for (const value of this.values(first.value, scope, input)) yield* this.object(rest, scope, input, { ...made, [key]: value });
    }
  }

  private *text(node: Extract<Node, { kind: 'text' }>, at: number, before: string, scope: Scope, input: Result): Generator<Result> {
    const part = node.parts[at];
    if (part === undefined) yield { value: before, path: undefined };
    else if (typeof part === 'string') yield* this.text(node, at + 1, before + part, scope, input);
    else for (const value of this.values(part, scope, input)) yield* this.text(node, at + 1, before + format(node.format ?? '@text', value), scope, input);
  }

  private bind(pattern: Pattern, value: Json, scope: Scope, input: Result): Scope {
    if (pattern.kind === 'name') return scope.set(pattern.name, value);
    if (pattern.kind === 'array') {
      if (!isArray(value) && value !== null) throw new JqError(`Cannot index ${typeName(value)} with number`);
      for (const [at, item] of pattern.items.entries()) this.bind(item, getIndex(value, at), scope, input);
      return scope;
    }
    for (const field of pattern.fields) {
      const [key = null] = field.key ? this.take(this.values(field.key, scope, input), 1) : [];
      const inner = getIndex(value, key);
      if (field.name !== undefined) scope.set(field.name, inner);
      if (field.value) this.bind(field.value, inner, scope, input);
    }
    return scope;
  }

  private *call({ name, args }: Extract<Node, { kind: 'call' }>, scope: Scope, input: Result): Generator<Result> {
    const key = `${name}/${args.length}`;
    const [first, second] = args;
    const found = scope.findFunction(key);
    if (found) {
      const inner = new Scope(found.scope);
      for (const [at, parameter] of found.parameters.entries()) inner.bindFilter(parameter, args[at] ?? { kind: 'identity' }, scope);
      if (++this.depth > 3000) throw new JqError('Recursion is too deep');
      try {
        yield* this.run(found.body, inner, input);
      } finally {
        this.depth--;
      }
      return;
    }
    if (key === 'empty/0') return;
    if (key === 'path/1' && first) {
      for (const { path } of this.run(first, scope, { value: input.value, path: [] })) yield { value: path ?? [], path: undefined };
      return;
    }
    if (key === 'getpath/1' && first) {
      for (const path of this.values(first, scope, input)) yield { value: getPath(input.value, path as readonly Json[]), path: input.path && [...input.path, ...(path as readonly Json[])] };
      return;
    }
    if (key === 'error/0') throw new JqError(input.value);
    if (key === 'error/1' && first) for (const value of this.values(first, scope, input)) throw new JqError(value);
    if (key === 'input/0' || key === 'inputs/0') {
      for (let next = this.surroundings.nextInput(); ; next = this.surroundings.nextInput()) {
        if (next !== undefined) yield { value: next, path: undefined };
        else if (key === 'input/0') throw new JqError('No more inputs');
        if (next === undefined || key === 'input/0') return;
      }
    }
    if (key === 'limit/2' && first && second) {
      for (const count of this.values(first, scope, input)) {
        let left = Number(count);
        if (left > 0) {
          for (const one of this.run(second, scope, input)) {
            yield one;
            if (--left <= 0) break;
          }
        }
      }
      return;
    }
    const builtin = this.surroundings.builtins.get(key);
    if (!builtin) throw new JqError(`${key} is not defined`);
    yield* this.combine(builtin, args, [], scope, input);
  }

  private *combine(builtin: Builtin, args: readonly Node[], given: readonly Json[], scope: Scope, input: Result): Generator<Result> {
    const next = args[given.length];
    if (!next) yield { value: builtin(input.value, given), path: undefined };
    else for (const value of this.values(next, scope, input)) yield* this.combine(builtin, args, [...given, value], scope, input);
  }
}
