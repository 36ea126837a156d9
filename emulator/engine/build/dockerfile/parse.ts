import type { Linter } from '../lint/linter';
import { rules } from '../lint/rules';
import type { Dockerfile, GlobalArgument, Located, Stage } from './command';
import { DockerfileError, locate, parseError } from './error';
import { parseInstruction, type Frontend } from './instruction';
import { describe } from './description';
import { parseFrom } from './from';
import type { Node, SyntaxTree } from './node';
import { parseSyntax } from './syntax';
import { withSuggestion } from './suggest';
import { parsePairs } from './words';

/** What may begin a line. */
const names = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** Reads a Dockerfile. Throws {@link DockerfileError} with BuildKit's messages; tells `linter` what it finds on the way. */
export function parseDockerfile(text: string, linter: Linter, frontend: Frontend): Dockerfile {
  const tree = parseSyntax(text);
  for (const line of tree.emptyContinuations) linter.report(rules.noEmptyContinuation, 'Empty continuation line', { start: line, end: line });
  checkPairs(tree);
  const globals: GlobalArgument[] = [];
  const stages: { -readonly [Key in keyof Stage]: Stage[Key] extends readonly Located[] ? Located[] : Stage[Key] }[] = [];
  for (const node of tree.nodes) {
    const name = node.word.toUpperCase();
    if (!names.includes(name)) throw unknownInstruction(node);
    if (name === 'FROM') {
      stages.push({ ...parseFrom(node, linter), commands: [] });
      continue;
    }
    const current = stages.at(-1);
    const command = understand(node, tree, linter, frontend);
    if (current) current.commands.push({ ...command, original: node.original, word: node.word, lines: node.lines });
    else if (command.name === 'ARG') {
      for (const { key, value } of command.arguments) globals.push({ key, value, lines: node.lines, comment: describe(node, key, 'ARG', linter) });
    } else throw new DockerfileError('no build stage in current context', node.lines);
  }
  if (stages.length === 0) throw new DockerfileError('dockerfile contains no stages to build');
  checkStageNames(stages, linter);
  checkCasing(tree, linter);
  return { text, escape: tree.escape, globals, stages };
}

function understand(node: Node, tree: SyntaxTree, linter: Linter, frontend: Frontend) {
  try {
    if (node.word.toUpperCase() === 'MAINTAINER')
      linter.report(rules.maintainerDeprecated, 'Maintainer instruction is deprecated in favor of using label', node.lines);
    return parseInstruction(node, tree.escape, frontend);
  } catch (error) {
    if (error instanceof DockerfileError && error.lines === undefined) throw parseError(error.message, node.lines);
    throw error;
  }
}

function unknownInstruction(node: Node): DockerfileError {
  const isLower = node.word === node.word.toLowerCase();
  const options = isLower ? names.map((name) => name.toLowerCase()) : names;
  return parseError(withSuggestion(`unknown instruction: ${node.word}`, node.word, options, false), node.lines);
}

/** ENV and LABEL are looked into while the file is cut up, so their faults come first. */
function checkPairs(tree: SyntaxTree): void {
  for (const node of tree.nodes) {
    const name = node.word.toUpperCase();
    if (name === 'ENV' || name === 'LABEL') locate(node.lines, () => parsePairs(node.rest, name, tree.escape));
  }
}

function checkStageNames(stages: readonly Stage[], linter: Linter): void {
  const seen = new Set<string>();
  for (const { name, lines } of stages) {
    if (name === '') continue;
    if (name === 'scratch' || name === 'context')
      linter.report(rules.reservedStageName, `Stage name should not use the same name as reserved stage ${JSON.stringify(name)}`, lines);
    if (seen.has(name)) linter.report(rules.duplicateStageName, `Duplicate stage name ${JSON.stringify(name)}, stage names should be unique`, lines);
    seen.add(name);
  }
}

/** All instructions should be in capitals, or none: by the majority of those that are one or the other. */
function checkCasing(tree: SyntaxTree, linter: Linter): void {
  const isUpper = (word: string) => word === word.toUpperCase();
  const isLower = (word: string) => word === word.toLowerCase();
  const upper = tree.nodes.filter((node) => isUpper(node.word)).length;
  const lower = tree.nodes.filter((node) => isLower(node.word)).length;
  const majority = upper >= lower ? 'uppercase' : 'lowercase';
  for (const node of tree.nodes) {
    if (majority === 'uppercase' ? isUpper(node.word) : isLower(node.word)) continue;
    linter.report(rules.consistentInstructionCasing, `Command '${node.word}' should match the case of the command majority (${majority})`, node.lines);
  }
}
