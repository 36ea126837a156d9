import type { Definition, Json, Node } from './types';

interface Closure {
  readonly parameters: readonly string[];
  readonly body: Node;
  readonly scope: Scope;
}

/** Names in reach: a chain. A function's own definition is in its scope, so it may call itself. */
export class Scope {
  private readonly functions = new Map<string, Closure>();
  private readonly variables = new Map<string, Json>();
  private readonly labels = new Map<string, object>();
  constructor(private readonly parent?: Scope) {}

  define(definition: Definition): void {
    this.functions.set(`${definition.name}/${definition.parameters.length}`, { ...definition, scope: this });
  }
  bindFilter(name: string, body: Node, scope: Scope): void {
    this.functions.set(`${name}/0`, { parameters: [], body, scope });
  }
  findFunction(key: string): Closure | undefined {
    return this.functions.get(key) ?? this.parent?.findFunction(key);
  }
  set(name: string, value: Json): this {
    this.variables.set(name, value);
    return this;
  }
  get(name: string): Json | undefined {
    const own = this.variables.get(name);
    return own === undefined ? this.parent?.get(name) : own;
  }
  setLabel(name: string): object {
    const label = {};
    this.labels.set(name, label);
    return label;
  }
  getLabel(name: string): object | undefined {
    return this.labels.get(name) ?? this.parent?.getLabel(name);
  }
}
