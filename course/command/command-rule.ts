import { forEachChild, parse } from 'unbash';
import type { Command, SyntaxNode } from 'unbash';
import { hasPlaceholder } from './placeholder';
import { isCompleteInGroup, tools } from './tools';

/**
 * Whether inline code is a command that can be run as it stands:
 *
 * 1. it is one line, and bash finds no error in it;
 * 2. it has no placeholder (`<hash>`, `[OPTIONS]`, `IMAGE`, `arg...`): with one it is a synopsis;
 * 3. every program in it is one of {@link tools}, behind `sudo`, assignments and redirections;
 * 4. a tool's name alone is a command only where it says something alone: `ls` is and `sudo dockerd`, `docker` names a tool;
 * 5. a sub-command that needs an argument has one: `docker run hello-world` is, `docker run` names a command.
 *
 * Everything else (a file's name, an option, a word) stays code.
 */
export function isCommand(code: string): boolean {
  if (code.includes('\n') || hasPlaceholder(code)) return false;
  const commands = readCommands(code);
  return commands !== undefined && commands.length > 0 && commands.every((command) => isKnown(command, code));
}

/** Whether a statement of a code block that is labelled as shell can be run; assignments and files of one's own may stand there too. */
export function isStatement(code: string): boolean {
  // A here-document is a file's text: what looks like a placeholder there is none.
  if (hasPlaceholder(/<<-?\s*\S/.test(code) ? (code.split('\n')[0] ?? '') : code)) return false;
  const commands = readCommands(code);
  return commands?.every((command) => !command.name || command.name.text.includes('/') || Object.hasOwn(tools, programOf(command)[0] ?? '')) ?? false;
}

/** The simple commands of a piece of bash, those inside loops and other compound commands too; none where bash finds an error. */
function readCommands(code: string): Command[] | undefined {
  const script = parse(code);
  if ((script.errors ?? []).length > 0) return undefined;
  const commands: Command[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command') commands.push(node);
    else forEachChild(node, visit);
  };
  script.commands.forEach(visit);
  return commands;
}

/** The words of a command from its program on, without `sudo` and its options. */
function programOf(command: Command): string[] {
  const all = [command.name?.text ?? '', ...command.args.map((argument) => argument.text)];
  if (all[0] !== 'sudo') return all;
  let at = 1;
  while (all[at]?.startsWith('-')) at += /^-[ugh]$/.test(all[at] ?? '') ? 2 : 1;
  while (/^\w+=/.test(all[at] ?? '')) at++;
  return at < all.length ? all.slice(at) : all;
}

function isKnown(command: Command, code: string): boolean {
  const [name = '', ...args] = programOf(command);
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (!tool) return false;
  if (args.length === 0) return tool.alone === true || code.trim() !== name;
  if (!tool.verbs) return true;
  const [verb = '', ...rest] = args;
  if (verb.startsWith('-')) return true;
  if (tool.verbs.groups?.includes(verb))
    return rest[0] !== undefined && (isCompleteInGroup(verb, rest[0]) || rest[0].startsWith('-') || isComplete(rest.slice(1)));
  if (tool.verbs.complete.includes(verb)) return true;
  return tool.verbs.needing.includes(verb) && isComplete(rest);
}

/** Whether a verb that needs an argument has one, or asks for its help. */
function isComplete(args: readonly string[]): boolean {
  return args.some((argument) => !argument.startsWith('-') || argument === '--help');
}
