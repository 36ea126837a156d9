import type { Linter } from '../lint/linter';
import { rules } from '../lint/rules';
import type { Stage } from './command';
import { describe } from './description';
import { parseError, DockerfileError } from './error';
import { readFlags } from './flags';
import type { Node } from './node';

/** Whether all letters are capitals, or none is: undefined for a mixture. */
function casing(word: string): 'upper' | 'lower' | undefined {
  if (word === word.toUpperCase()) return 'upper';
  return word === word.toLowerCase() ? 'lower' : undefined;
}

/** FROM: its image, platform and name. Throws `DockerfileError`. */
export function parseFrom(node: Node, linter: Linter): Omit<Stage, 'commands'> {
  const fail = (message: string) => parseError(message, node.lines);
  const words = node.rest.split(/\s+/).filter((word) => word !== '');
  const [base, keyword, name = ''] = words;
  let platform: string | undefined;
  if (words.length === 3 && keyword !== undefined) {
    if (name !== name.toLowerCase()) linter.report(rules.stageNameCasing, `Stage name '${name}' should be lowercase`, node.lines);
    if (casing(keyword) !== casing(node.word)) linter.report(rules.fromAsCasing, `'${keyword}' and '${node.word}' keywords' casing do not match`, node.lines);
    if (keyword.toLowerCase() !== 'as') throw fail('FROM requires either one or three arguments');
    if (!/^[a-z][a-z0-9-_.]*$/.test(name.toLowerCase()))
      throw fail(`invalid name for build stage: ${JSON.stringify(name)}, name can't start with a number or contain symbols`);
  } else if (words.length !== 1) throw fail('FROM requires either one or three arguments');
  try {
    platform = readFlags(node.flags, { platform: 'string' }).text('platform');
  } catch (error) {
    throw error instanceof DockerfileError ? fail(error.message) : error;
  }
  return {
    name: name.toLowerCase(),
    writtenName: name,
    base: base ?? '',
    platform,
    original: node.original,
    lines: node.lines,
    comment: describe(node, name, 'build stage', linter),
  };
}
