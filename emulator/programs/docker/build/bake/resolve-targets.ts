import { CliError } from '../../cli/error';
import { splitPair } from '../option/fields';
import type { BakeDefinition, TargetAttributes } from './definition';

/** A target with everything that it inherits. */
export interface BakeTarget {
  readonly name: string;
  readonly attributes: TargetAttributes;
}

const maps: ReadonlySet<string> = new Set(['args', 'labels', 'contexts']);
const lists: ReadonlySet<string> = new Set([
  'tags',
  'platforms',
  'cache-from',
  'cache-to',
  'secret',
  'ssh',
  'output',
  'no-cache-filter',
  'attest',
  'annotations',
  'ulimits',
  'entitlements',
]);
const singles: ReadonlySet<string> = new Set([
  'context',
  'dockerfile',
  'dockerfile-inline',
  'target',
  'pull',
  'no-cache',
  'network',
  'shm-size',
  'call',
  'description',
]);

/** A target's attributes over those of what it inherits. */
function merge(below: TargetAttributes, above: TargetAttributes): TargetAttributes {
  const merged: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    merged[name] = maps.has(name) ? { ...(below[name] as object | undefined), ...(value as object | null) } : value;
  }
  return merged;
}

function inherited(definition: BakeDefinition, name: string, visited: ReadonlySet<string>): TargetAttributes {
  const own = definition.targets.get(name);
  if (!own) throw new CliError(`failed to find target ${name}`);
  if (visited.has(name)) throw new CliError(`infinite loop from ${name} to ${[...visited].at(-1)}`);
  const parents = (own.inherits as readonly string[] | undefined) ?? [];
  const below = parents.reduce<TargetAttributes>((sum, parent) => merge(sum, inherited(definition, parent, new Set([...visited, name]))), {});
  const { inherits: _, ...rest } = merge(below, own);
  return rest;
}

/** Names of the targets that a name means: a group's, or itself. */
function namesOf(definition: BakeDefinition, name: string): string[] {
  const group = definition.groups.get(name);
  if (group) return [...new Set(group.flatMap((member) => (member === name ? [member] : namesOf(definition, member))))];
  if (!definition.targets.has(name)) throw new CliError(`failed to find target ${name}`);
  return [name];
}

const matches = (pattern: string, name: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(name);

/** `--set target.key=value`, `--set '*.args.NAME=value'`. */
function override(targets: readonly BakeTarget[], text: string): BakeTarget[] {
  const { key: path, value } = splitPair(text);
  const [pattern = '', key = '', ...rest] = path.split('.');
  if (key === '') throw new CliError(`invalid override ${text}, expected target.name=value`);
  if (!targets.some(({ name }) => matches(pattern, name))) throw new CliError(`could not find any target matching '${pattern}'`);
  if (!maps.has(key) && !lists.has(key) && !singles.has(key)) throw new CliError(`unknown key: ${key}`);
  if (value === undefined && key !== 'args') throw new CliError(`invalid override ${text}, expected target.name=value`);
  const given = new Set<string>();
  return targets.map(({ name, attributes }) => {
    if (!matches(pattern, name)) return { name, attributes };
    given.add(name);
    if (maps.has(key)) return { name, attributes: { ...attributes, [key]: { ...(attributes[key] as object | undefined), [rest.join('.')]: value ?? '' } } };
    const isSwitch = key === 'pull' || key === 'no-cache';
    return { name, attributes: { ...attributes, [key]: lists.has(key) ? [value] : isSwitch ? value !== 'false' : value } };
  });
}

/** The targets that are asked for (all of `default` when none is), resolved, with the overrides of the command line. */
export function resolveTargets(definition: BakeDefinition, names: readonly string[], overrides: readonly string[]): BakeTarget[] {
  const wanted = names.length > 0 ? names : ['default'];
  const found = [...new Set(wanted.flatMap((name) => namesOf(definition, name)))];
  const targets = found.map((name): BakeTarget => ({
    name,
    attributes: { context: '.', dockerfile: 'Dockerfile', ...inherited(definition, name, new Set()) },
  }));
  return overrides.reduce<BakeTarget[]>((all, text) => override(all, text), targets);
}

/** Attributes in the order in which bake prints them. */
const order = [
  'attest',
  'context',
  'contexts',
  'dockerfile',
  'dockerfile-inline',
  'args',
  'labels',
  'tags',
  'cache-from',
  'cache-to',
  'target',
  'secret',
  'ssh',
  'platforms',
  'output',
  'pull',
  'no-cache',
  'network',
  'no-cache-filter',
  'shm-size',
  'ulimits',
  'call',
  'entitlements',
];

/** What `--print` shows. */
export function printedTargets(targets: readonly BakeTarget[], names: readonly string[], definition: BakeDefinition): string {
  const wanted = names.length > 0 ? names : ['default'];
  const groups: Record<string, { targets: readonly string[] }> = {
    default: { targets: wanted[0] === 'default' && wanted.length === 1 ? targets.map(({ name }) => name) : wanted },
  };
  for (const name of wanted) if (name !== 'default' && definition.groups.has(name)) groups[name] = { targets: namesOf(definition, name) };
  const shown = [...targets]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, attributes }) => {
      const entries = order.flatMap((key): [string, unknown][] => (attributes[key] === undefined || attributes[key] === null ? [] : [[key, attributes[key]]]));
      return [name, Object.fromEntries(entries)] as const;
    });
  return `${JSON.stringify({ group: groups, target: Object.fromEntries(shown) }, undefined, 2)}\n`;
}
