/** What a name holds. An indexed array is sparse; a map keeps the order of insertion. */
export type VariableValue = string | string[] | Map<string, string> | undefined;

export interface Variable {
  value: VariableValue;
  exported: boolean;
  readonly: boolean;
  integer: boolean;
  /** `declare -l`, `-u`. */
  letters: 'lower' | 'upper' | undefined;
  /** `declare -n`: the value is another variable's name. */
  reference: boolean;
}

/** A variable whose value is worked out when it is asked for (RANDOM, SECONDS…). */
export interface DynamicVariable {
  get(): VariableValue;
  /** Absent: assigning has no effect. */
  set?(value: string): void;
}

/** Refused assignment; the message follows the shell's prefix. */
export class AssignmentError extends Error {
  override readonly name = 'AssignmentError';
  /** Where it happened, when that is not where it is told. */
  where: string | undefined;
}

export function createVariable(value?: VariableValue): Variable {
  return { value, exported: false, readonly: false, integer: false, letters: undefined, reference: false };
}

function copyVariable(variable: Variable): Variable {
  const { value } = variable;
  return { ...variable, value: Array.isArray(value) ? value.slice() : value instanceof Map ? new Map(value) : value };
}

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether `text` can name a variable. */
export function isName(text: string): boolean {
  return namePattern.test(text);
}

/** The shell's variables: the global ones and, above them, one frame per running function or command with assignments before it. */
export class Variables {
  private frames: Map<string, Variable>[] = [new Map<string, Variable>()];
  readonly dynamic = new Map<string, DynamicVariable>();
  /** Told after a name was set or unset, so that PATH, LANG, HISTSIZE and the like can have effects. */
  onChange: (name: string) => void = () => undefined;

  /** The variable that `name` means here, following references. */
  find(name: string): Variable | undefined {
    let wanted = name;
    for (let hops = 0; hops < 10; hops++) {
      const found = this.findPlain(wanted);
      if (!found?.reference || typeof found.value !== 'string' || found.value === '') return found;
      wanted = found.value.replace(/\[.*/s, '');
      if (found.value.includes('[')) return this.findPlain(wanted);
    }
    return undefined;
  }

  /** As {@link find}, without following references. */
  findPlain(name: string): Variable | undefined {
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const variable = this.frames[i]?.get(name);
      if (variable) return variable;
    }
    const dynamic = this.dynamic.get(name);
    return dynamic ? { ...createVariable(dynamic.get()) } : undefined;
  }

  /** The name that `name` stands for when it is a reference (it can end in a subscript). */
  target(name: string): string {
    let wanted = name;
    for (let hops = 0; hops < 10; hops++) {
      const found = this.findPlain(wanted);
      if (!found?.reference || typeof found.value !== 'string' || found.value === '') return wanted;
      wanted = found.value;
    }
    return wanted;
  }

  /** The scalar value: of an array its element 0. */
  get(name: string): string | undefined {
    const variable = this.find(name);
    if (!variable) return undefined;
    const { value } = variable;
    if (typeof value === 'string' || value === undefined) return value;
    return Array.isArray(value) ? value[0] : value.get('0');
  }

  /** The variable to assign to, made in the global frame when there is none. Throws when it is readonly. */
  forAssignment(name: string): Variable {
    const target = this.target(name).replace(/\[.*/s, '');
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const variable = this.frames[i]?.get(target);
      if (!variable) continue;
      if (variable.readonly) throw new AssignmentError(`${target}: readonly variable`);
      return variable;
    }
    const made = createVariable();
    this.frames[0]?.set(target, made);
    return made;
  }

  /** Assigns a scalar; to an array it is element 0. `-i`, `-l` and `-u` are the caller's matter (see assign.ts). */
  set(name: string, value: string): void {
    const dynamic = this.dynamic.get(name);
    if (dynamic) {
      dynamic.set?.(value);
      return;
    }
    const variable = this.forAssignment(name);
    if (Array.isArray(variable.value)) variable.value[0] = value;
    else if (variable.value instanceof Map) variable.value.set('0', value);
    else variable.value = value;
    this.onChange(name);
  }

  /** Assigns a whole array or map, or the scalar as such. */
  setValue(name: string, value: VariableValue): void {
    this.forAssignment(name).value = value;
    this.onChange(name);
  }

  /** Makes `name` local to the innermost function; gives the variable that is there already. */
  local(name: string): Variable {
    const frame = this.frames[this.frames.length - 1] as Map<string, Variable>;
    const existing = frame.get(name);
    if (existing) return existing;
    const outer = this.findPlain(name);
    if (outer?.readonly && this.frames[0]?.get(name) === outer) throw new AssignmentError(`${name}: readonly variable`);
    const made = createVariable();
    if (outer?.exported) made.exported = true;
    frame.set(name, made);
    return made;
  }

  /** The global variable, made when it is not there (`declare -g`). */
  global(name: string): Variable {
    const frame = this.frames[0] as Map<string, Variable>;
    let variable = frame.get(name);
    if (!variable) frame.set(name, (variable = createVariable()));
    return variable;
  }

  unset(name: string): void {
    if (this.dynamic.has(name)) {
      this.dynamic.delete(name);
      return;
    }
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const frame = this.frames[i];
      const variable = frame?.get(name);
      if (!frame || !variable) continue;
      if (variable.readonly) throw new AssignmentError(`${name}: cannot unset: readonly variable`);
      if (i === this.frames.length - 1 && i > 0) frame.set(name, createVariable());
      else frame.delete(name);
      this.onChange(name);
      return;
    }
  }

  /** How many functions deep. */
  get depth(): number {
    return this.frames.length - 1;
  }
  push(): void {
    this.frames.push(new Map());
  }
  pop(): void {
    const gone = this.frames.pop();
    if (gone) for (const name of gone.keys()) this.onChange(name);
  }

  /** Names that are visible, in alphabetical order. */
  names(): string[] {
    const names = new Set<string>(this.dynamic.keys());
    for (const frame of this.frames) for (const name of frame.keys()) names.add(name);
    return [...names].sort();
  }
  /** Names in the innermost frame (`local` alone). */
  localNames(): string[] {
    return [...(this.frames[this.frames.length - 1] as Map<string, Variable>).keys()].sort();
  }

  /** What a program that is started gets as its environment. */
  exported(): Map<string, string> {
    const seen = new Set<string>();
    const environment = new Map<string, string>();
    for (let i = this.frames.length - 1; i >= 0; i--) {
      for (const [name, variable] of this.frames[i] as Map<string, Variable>) {
        if (seen.has(name)) continue;
        seen.add(name);
        if (variable.exported && typeof variable.value === 'string') environment.set(name, variable.value);
      }
    }
    return environment;
  }

  /** A copy for a subshell; dynamic variables are the new shell's own. */
  clone(): Variables {
    const copy = new Variables();
    copy.frames = this.frames.map((frame) => new Map([...frame].map(([name, variable]) => [name, copyVariable(variable)])));
    return copy;
  }
}
