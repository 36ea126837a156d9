import { CliError } from '../../cli/error';
import { evaluate, HclError, parseHcl } from './hcl';

/** A target as a file gives it: attributes by their names in HCL. */
export type TargetAttributes = Readonly<Record<string, unknown>>;

/** What bake files say, all of them together. */
export interface BakeDefinition {
  readonly targets: ReadonlyMap<string, TargetAttributes>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly variables: ReadonlyMap<string, unknown>;
}

/** A file that was read. */
export interface BakeFile {
  readonly name: string;
  readonly text: string;
}

interface Draft {
  readonly targets: Map<string, TargetAttributes>;
  readonly groups: Map<string, readonly string[]>;
  readonly variables: Map<string, unknown>;
}

function addTarget(draft: Draft, name: string, attributes: TargetAttributes): void {
  draft.targets.set(name, { ...draft.targets.get(name), ...attributes });
}

/** A variable's value: the environment's before the file's own. */
function variableValue(name: string, value: unknown, environment: ReadonlyMap<string, string>): unknown {
  const given = environment.get(name);
  if (given === undefined) return value;
  if (typeof value === 'boolean') return /^(1|t|true)$/i.test(given);
  return typeof value === 'number' ? Number(given) : given;
}

function readJson(draft: Draft, { name, text }: BakeFile, environment: ReadonlyMap<string, string>): void {
  let file: Readonly<Record<string, Readonly<Record<string, TargetAttributes>>>>;
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    throw new CliError(`failed to parse ${name}: invalid JSON`);
  }
  for (const [variable, { default: value = null }] of Object.entries(file.variable ?? {}))
    draft.variables.set(variable, variableValue(variable, value, environment));
  for (const [group, { targets }] of Object.entries(file.group ?? {})) draft.groups.set(group, (targets as string[] | undefined) ?? []);
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(/\$\{(\w+)\}/g, (whole, variable: string) => (draft.variables.has(variable) ? String(draft.variables.get(variable)) : whole));
    if (Array.isArray(value)) return value.map(filled);
    return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one)])) : value;
  };
  for (const [target, attributes] of Object.entries(file.target ?? {})) addTarget(draft, target, filled(attributes) as TargetAttributes);
}

function readHcl(draft: Draft, { text }: BakeFile, environment: ReadonlyMap<string, string>): void {
  const blocks = parseHcl(text);
  for (const block of blocks) {
    if (block.type === '')
      for (const [name, value] of block.attributes) draft.variables.set(name, variableValue(name, evaluate(value, draft.variables), environment));
    if (block.type !== 'variable') continue;
    const value = block.attributes.get('default');
    draft.variables.set(
      block.labels[0] ?? '',
      variableValue(block.labels[0] ?? '', value === undefined ? null : evaluate(value, draft.variables), environment),
    );
  }
  for (const { type, labels, attributes } of blocks) {
    const values = () => Object.fromEntries([...attributes].map(([name, value]) => [name, evaluate(value, draft.variables)]));
    if (type === 'group') draft.groups.set(labels[0] ?? '', (values().targets as string[] | undefined) ?? []);
    else if (type === 'target') addTarget(draft, labels[0] ?? '', values());
    else if (type === 'function')
      throw new CliError('functions in bake files are not available on this machine (it is emulated, and they are not part of it yet)');
  }
}

/** Reads all files into one definition; later ones add to earlier ones. Throws {@link HclError} and {@link CliError}. */
export function readDefinition(files: readonly BakeFile[], environment: ReadonlyMap<string, string>): BakeDefinition {
  const draft: Draft = { targets: new Map(), groups: new Map(), variables: new Map() };
  for (const file of files) {
    if (/\.ya?ml$/.test(file.name))
      throw new CliError(`${file.name}: bake does not read Compose files on this machine yet (it is emulated): use docker-bake.hcl or docker-bake.json`);
    try {
      if (file.name.endsWith('.json')) readJson(draft, file, environment);
      else readHcl(draft, file, environment);
    } catch (error) {
      if (error instanceof HclError) throw new DefinitionError(file, error.line, error.message);
      throw error;
    }
  }
  return draft;
}

/** A mistake in a bake file. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  constructor(
    readonly file: BakeFile,
    readonly line: number,
    message: string,
  ) {
    super(`${file.name}:${line}: ${message}`);
  }
}
