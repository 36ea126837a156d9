import type { TemplateFunction } from './functions';
import { commandText, operandText, pipelineText, TemplateError, type Operand, type Pipeline, type Template, type TemplateCommand, type TemplateNode } from './syntax';
import { GoStruct, goText, isMap, isTrue, typeName, type GoMethod, type GoValue } from './value';

/** How a template is executed. */
export interface ExecuteOptions {
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  /** A map without the key is an error (`missingkey=error`) rather than `<no value>`. */
  readonly missingKeyFails?: boolean;
  /** Methods that maps have beside their keys. */
  readonly mapMethods?: Readonly<Record<string, GoMethod>>;
}

/** Thrown and caught here alone: how `{{break}}` and `{{continue}}` leave a body. */
class LoopExit {
  constructor(readonly how: 'break' | 'continue') {}
}

/** Runs a parsed template on `data` and returns what it prints. */
export function executeTemplate(template: Template, data: GoValue, options: ExecuteOptions): string {
  const execution = new Execution(template, options);
  try {
    execution.walkAll(template.nodes, data, [{ name: '$', value: data }]);
  } catch (error) {
    if (error instanceof TemplateError) error.printed = execution.output;
    throw error;
  }
  return execution.output;
}

interface Variable {
  readonly name: string;
  value: GoValue;
}
type Scope = Variable[];

class Execution {
  output = '';
  constructor(
    private readonly template: Template,
    private readonly options: ExecuteOptions,
  ) {}

  private fail(at: number, context: string, message: string): TemplateError {
    const before = this.template.text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - (before.lastIndexOf('\n') + 1);
    const { name } = this.template;
    const shown = context.length > 20 ? context : context;
    return new TemplateError(`template: ${name}:${line}:${column}: executing ${JSON.stringify(name)} at <${shown}>: ${message}`);
  }

  walkAll(nodes: readonly TemplateNode[], dot: GoValue, scope: Scope): void {
    for (const node of nodes) this.walk(node, dot, scope);
  }

  private walk(node: TemplateNode, dot: GoValue, scope: Scope): void {
    switch (node.kind) {
      case 'text':
        this.output += node.text;
        return;
      case 'action': {
        const value = this.pipeline(node.pipeline, dot, scope);
        if (node.pipeline.variables.length > 0) return;
        this.output += value === null || value === undefined ? '<no value>' : goText(value);
        return;
      }
      case 'if':
      case 'with': {
        const inner = [...scope];
        const value = this.pipeline(node.pipeline, dot, inner);
        if (isTrue(value)) this.walkAll(node.body, node.kind === 'with' ? value : dot, inner);
        else this.walkAll(node.otherwise, dot, inner);
        return;
      }
      case 'range':
        this.range(node, dot, scope);
        return;
      case 'template': {
        const nodes = this.template.defined.get(node.name);
        if (!nodes) throw this.fail(node.at, `{{template ${JSON.stringify(node.name)}}}`, `template ${JSON.stringify(node.name)} not defined`);
        const value = node.pipeline && this.pipeline(node.pipeline, dot, scope);
        this.walkAll(nodes, value, [{ name: '$', value }]);
        return;
      }
      case 'break':
      case 'continue':
        throw new LoopExit(node.kind);
    }
  }

  private range(node: Extract<TemplateNode, { kind: 'if' | 'with' | 'range' }>, dot: GoValue, scope: Scope): void {
    const value = this.pipeline({ ...node.pipeline, variables: [] }, dot, scope);
    let entries: readonly (readonly [GoValue, GoValue])[];
    if (Array.isArray(value)) entries = (value as readonly GoValue[]).map((item, index) => [index, item]);
    else if (typeof value === 'number' && Number.isInteger(value)) entries = Array.from({ length: Math.max(0, value) }, (_, index) => [index, index]);
    else if (isMap(value)) entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    else if (value === null || value === undefined) entries = [];
    else throw this.fail(node.pipeline.at, pipelineText(node.pipeline), `range can't iterate over ${goText(value)}`);
    if (entries.length === 0) {
      this.walkAll(node.otherwise, dot, [...scope]);
      return;
    }
    const { variables } = node.pipeline;
    for (const [key, item] of entries) {
      const inner = [...scope];
      const values = variables.length === 2 ? [key, item] : [item];
      for (const [index, name] of variables.entries()) {
        if (node.pipeline.assigns) this.assign(name, values[index], scope);
        else inner.push({ name, value: values[index] });
      }
      try {
        this.walkAll(node.body, item, inner);
      } catch (exit) {
        if (!(exit instanceof LoopExit)) throw exit;
        if (exit.how === 'break') break;
      }
    }
  }

  private assign(name: string, value: GoValue, scope: Scope): void {
    const variable = scope.findLast((candidate) => candidate.name === name);
    if (variable) variable.value = value;
  }

  private pipeline(pipeline: Pipeline, dot: GoValue, scope: Scope): GoValue {
    let value: GoValue;
    for (const [index, command] of pipeline.commands.entries()) value = this.command(command, dot, scope, index === 0 ? [] : [value]);
    for (const name of pipeline.variables) {
      if (pipeline.assigns) this.assign(name, value, scope);
      else scope.push({ name, value });
    }
    return value;
  }

  private command(command: TemplateCommand, dot: GoValue, scope: Scope, piped: readonly GoValue[]): GoValue {
    const [first, ...rest] = command.operands;
    if (!first) return undefined;
    const args = () => [...rest.map((operand) => this.operand(operand, dot, scope)), ...piped];
    if (first.kind === 'function') return this.call(first.name, command, args());
    if (first.kind === 'field') return this.fields(dot, first, first.names, args());
    if (first.kind === 'variable' && first.names.length > 0) return this.fields(this.variable(first.name, scope), first, first.names, args());
    if (first.kind === 'chain') return this.fields(this.operand(first.of, dot, scope), first, first.names, args());
    if (rest.length > 0 || piped.length > 0) throw this.fail(first.at, operandText(first), `can't give argument to non-function ${operandText(first)}`);
    if (first.kind === 'nil') throw this.fail(first.at, 'nil', 'nil is not a command');
    return this.operand(first, dot, scope);
  }

  private operand(operand: Operand, dot: GoValue, scope: Scope): GoValue {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'boolean':
      case 'number':
      case 'string':
        return operand.value;
      case 'function':
        return this.call(operand.name, { operands: [operand], at: operand.at }, []);
      case 'field':
        return this.fields(dot, operand, operand.names, []);
      case 'variable':
        return this.fields(this.variable(operand.name, scope), operand, operand.names, []);
      case 'chain':
        return this.fields(this.operand(operand.of, dot, scope), operand, operand.names, []);
      case 'pipeline':
        return this.pipeline(operand.pipeline, dot, scope);
    }
  }

  private variable(name: string, scope: Scope): GoValue {
    return scope.findLast((candidate) => candidate.name === name)?.value;
  }

  private fields(start: GoValue, operand: Operand, names: readonly string[], args: readonly GoValue[]): GoValue {
    let value = start;
    for (const [index, name] of names.entries()) value = this.field(value, name, operand, index === names.length - 1 ? args : []);
    return value;
  }

  private field(receiver: GoValue, name: string, operand: Operand, args: readonly GoValue[]): GoValue {
    const fail = (message: string) => this.fail(operand.at, operandText(operand), message);
    if (receiver instanceof GoStruct) {
      const member = Object.hasOwn(receiver.members, name) ? receiver.members[name] : undefined;
      if (!member) throw fail(`can't evaluate field ${name} in type ${receiver.type}`);
      const value = member();
      if (typeof value === 'function') {
        if (args.length < value.length) throw fail(`wrong number of args for ${name}: want ${value.length} got ${args.length}`);
        return value(...args);
      }
      if (args.length > 0) throw fail(`${name} has arguments but cannot be invoked as function`);
      return value;
    }
    if (isMap(receiver)) {
      const method = this.options.mapMethods?.[name];
      if (method) return method(...args);
      if (args.length > 0) throw fail(`${name} is not a method but has arguments`);
      if (Object.hasOwn(receiver, name)) return receiver[name];
      if (this.options.missingKeyFails) throw fail(`map has no entry for key ${JSON.stringify(name)}`);
      return undefined;
    }
    if (receiver === null || receiver === undefined) throw fail(`nil pointer evaluating interface {}.${name}`);
    throw fail(`can't evaluate field ${name} in type ${typeName(receiver)}`);
  }

  private call(name: string, command: TemplateCommand, args: readonly GoValue[]): GoValue {
    const called = this.options.functions.get(name);
    const fail = (message: string) => this.fail(command.at, commandText(command), message);
    if (!called) throw fail(`${JSON.stringify(name)} is not a defined function`);
    const { min, max } = called;
    if (args.length < min || args.length > (max ?? Infinity)) {
      throw fail(`wrong number of args for ${name}: want ${max === undefined ? 'at least ' : ''}${min} got ${args.length}`);
    }
    try {
      return called.call(args);
    } catch (error) {
      if (error instanceof TemplateError) throw fail(`error calling ${name}: ${error.message}`);
      throw error;
    }
  }
}
