import type { Linter } from '../lint/linter';
import { rules } from '../lint/rules';
import type { Node } from './node';

/** The text of a comment above an ARG or a stage that begins with its name: its description. */
export function describe(node: Node, name: string, kind: 'ARG' | 'build stage', linter: Linter): string {
  const comment = node.comments.at(-1);
  if (comment === undefined || name === '') return '';
  const [first, ...rest] = comment.split(/\s+/);
  if (first?.toLowerCase() === name.toLowerCase()) return rest.join(' ');
  linter.report(rules.invalidDefinitionDescription, `Comment for ${kind} should follow the format: \`# ${name} <description>\``, node.lines);
  return '';
}
