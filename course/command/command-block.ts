import { forEachChild, parse } from 'unbash';
import type { SyntaxNode } from 'unbash';
import type { CommandStep } from '../vocabulary';
import { isCommand, isStatement } from './command-rule';

const scriptLanguages = new Set(['sh', 'bash', 'shell']);
const sessionLanguages = new Set(['console', 'shell-session', 'terminal']);

/** The part of a code block that this module reads. */
export interface CodeBlock {
  value: string;
  lang?: string | null;
  /** What stands behind the language: `exit=1`, `until=ctrl-c`. */
  meta?: string | null;
}

/**
 * The commands of a fenced block, or nothing when it is not one of commands, and stays code:
 * a `sh` block in which every statement is a command, a `console` block in which every line behind `$ ` is one
 * (the other lines are what it printed), a block without a language in which every line is a command.
 * `complain` is told of a word behind the language that means nothing.
 */
export function readCommandBlock(block: CodeBlock, complain: (problem: string) => never): CommandStep[] | undefined {
  const lang = block.lang?.toLowerCase() ?? '';
  const isScript = scriptLanguages.has(lang);
  if (!isScript && !sessionLanguages.has(lang) && lang !== '') return undefined;
  // Many write a prompt before a command whatever the language they give.
  const isSession = sessionLanguages.has(lang) || /^\$ /.test(block.value);
  const steps = isSession ? readSession(block.value) : readScript(block.value, isScript ? isStatement : isCommand);
  if (!steps || !steps.some((step) => step.run !== undefined)) return undefined;
  return applyMeta(steps, block.meta ?? '', complain);
}

/** What a block says of its last command: `exit=N`, the status it ends with, and `until=ctrl-c`. */
function applyMeta(steps: CommandStep[], meta: string, complain: (problem: string) => never): CommandStep[] {
  const last = steps.findLast((step) => step.run !== undefined);
  for (const word of meta.split(/\s+/).filter((part) => part !== '')) {
    const exit = /^exit=(\d{1,3})$/.exec(word)?.[1];
    if (last && exit !== undefined) last.exit = Number(exit);
    else if (last && word === 'until=ctrl-c') last.until = 'ctrl-c';
    else complain(`expected exit=N or until=ctrl-c behind the block's language, not “${word}”`);
  }
  return steps;
}

/** Splits a script where bash would: a loop or a command with a here-document is one step. */
function readScript(source: string, isRunnable: (code: string) => boolean): CommandStep[] | undefined {
  const lines = source.split('\n');
  const script = parse(source);
  if ((script.errors ?? []).length > 0) return undefined;
  const steps: CommandStep[] = [];
  let next = 0;
  let comment: string[] = [];
  const readComments = (until: number): void => {
    for (; next < until; next++) {
      const text = (lines[next] ?? '').replace(/^\s*#+\s?/, '').trimEnd();
      if (text !== '') comment.push(text);
    }
  };
  for (const statement of script.commands) {
    const first = lineAt(source, statement.pos);
    if (first < next) continue; // On the line of the statement before it: one step, as one would type it.
    readComments(first);
    let last = first;
    for (const other of script.commands) if (lineAt(source, other.pos) <= last) last = Math.max(last, lineAt(source, endOf(other)));
    const run = lines
      .slice(first, last + 1)
      .join('\n')
      .trim();
    if (!isRunnable(run)) return undefined;
    steps.push({ run, ...(comment.length > 0 && { comment: comment.join('\n') }) });
    comment = [];
    next = last + 1;
  }
  readComments(lines.length);
  if (comment.length > 0) steps.push({ comment: comment.join('\n') });
  return steps;
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length - 1;
}

/** The end of a statement with the here-documents that belong to it. */
function endOf(node: SyntaxNode): number {
  let end = node.type === 'HereDoc' ? (node.closing?.end ?? node.body.end) : node.end;
  forEachChild(node, (child) => {
    end = Math.max(end, endOf(child));
  });
  return end;
}

/** Reads what a terminal showed: `$ ` before a command, `> ` before the lines that go on with it, and what it printed. */
function readSession(source: string): CommandStep[] | undefined {
  const steps: { run?: string; output: string[] }[] = [];
  for (const line of source.split('\n')) {
    const last = steps.at(-1);
    if (/^\$( |$)/.test(line)) steps.push({ run: line.slice(2), output: [] });
    else if (last?.run !== undefined && last.output.length === 0 && line.startsWith('> ') && !isFinished(last.run)) last.run += `\n${line.slice(2)}`;
    else if (last) last.output.push(line);
    else steps.push({ output: [line] });
  }
  if (!steps.every((step) => step.run === undefined || isStatement(step.run))) return undefined;
  return steps.map(({ run, output }) => {
    const text = output.join('\n').replace(/\s+$/, '');
    return { ...(run !== undefined && { run }), ...(text !== '' && { output: text }) };
  });
}

/** Whether bash would run this rather than ask for more. */
function isFinished(command: string): boolean {
  const script = parse(command);
  return !command.endsWith('\\') && (script.errors ?? []).length === 0 && !script.commands.some(hasOpenHereDocument);
}

function hasOpenHereDocument(node: SyntaxNode): boolean {
  if (node.type === 'HereDoc') return node.closing === undefined;
  let open = false;
  forEachChild(node, (child) => {
    open ||= hasOpenHereDocument(child);
  });
  return open;
}
