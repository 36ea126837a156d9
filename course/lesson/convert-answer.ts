import type { Code, Heading, InlineCode, List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { readCommandBlock } from '../command/command-block';
import { isCommand } from '../command/command-rule';
import { readDirective } from '../directive/read-directive';
import type { DirectiveNode } from '../directive/read-directive';
import { lineOf } from '../document/document-error';
import type { Fail } from '../document/document-error';
import type { CommandStep, LessonSection } from '../vocabulary';
import { onOneLine, resolveHtml } from './html';
import { flowElement, textElement } from './mdx-node';
import { anchorOf, distinctName } from './slug';

/** A command of a lesson, and the line of the document that it stands on. */
export interface LessonCommand extends CommandStep {
  run: string;
  line: number;
}

/** An answer as MDX, with what was found on the way. */
export interface ConvertedAnswer {
  children: RootContent[];
  sections: LessonSection[];
  /** In the order in which a reader meets them; a task's solutions are not among them. */
  commands: LessonCommand[];
}

/** Turns an answer's Markdown into a lesson's: commands, notes, headings with their ids. `text` is the document that it was read from. */
export function convertAnswer(answer: readonly RootContent[], text: string, fail: Fail): ConvertedAnswer {
  const sections: LessonSection[] = [];
  const commands: LessonCommand[] = [];
  const ids = new Set<string>();
  const shift = 2 - Math.min(6, ...headingsIn(answer).map((heading) => heading.depth));
  let aside = 0;
  let listDepth = 0;
  let insideChoice = false;
  return { children: blocks(answer), sections, commands };

  function blocks(nodes: readonly RootContent[]): RootContent[] {
    return nodes.map(block);
  }

  function block(node: RootContent): RootContent {
    switch (node.type) {
      case 'paragraph':
        return paragraph(node);
      case 'heading':
        return heading(node);
      case 'code':
        return code(node);
      case 'list':
        return list(node);
      case 'blockquote':
        return { ...node, children: blocks(node.children) as typeof node.children };
      case 'table':
        return {
          ...node,
          children: node.children.map((row) => ({ ...row, children: row.children.map((cell) => ({ ...cell, children: inline(cell.children, true, true) })) })),
        };
      case 'containerDirective':
        return directive(node);
      default:
        return node;
    }
  }

  /** A command that is a paragraph of its own is a block of one command, except in a list. */
  function paragraph(node: Paragraph): RootContent {
    const children = inline(node.children, true);
    const [only, ...others] = children;
    const run = only?.type === 'mdxJsxTextElement' && only.name === 'Command' && others.length === 0 ? toString(node).trim() : undefined;
    return run !== undefined && listDepth === 0 ? flowElement('CommandBlock', { steps: [{ run }] }) : { ...node, children };
  }

  function list(node: List): RootContent {
    listDepth++;
    const children = node.children.map((item) => ({ ...item, children: blocks(item.children) as ListItem['children'] }));
    listDepth--;
    return { ...node, children };
  }

  /** `runnable` is false within links and headings, where a button has no place. */
  function inline(nodes: readonly PhrasingContent[], runnable: boolean, inTable = false): PhrasingContent[] {
    const convert = (node: PhrasingContent): PhrasingContent => {
      // A table splits its cells at every bar, even at one in an attribute.
      if (
        node.type === 'inlineCode' &&
        runnable &&
        !insideChoice &&
        !(inTable && node.value.includes('|')) &&
        !isKeptAsCode(node, text) &&
        isCommand(node.value)
      ) {
        const run = node.value.trim();
        if (aside === 0) commands.push({ run, line: lineOf(node) });
        return textElement('Command', { run });
      }
      if (node.type === 'link') return { ...node, children: inline(node.children, false) };
      return 'children' in node ? { ...node, children: inline(node.children, runnable, inTable) } : node;
    };
    return resolveHtml(nodes).map(convert);
  }

  function heading(node: Heading): RootContent {
    const id = distinctName(anchorOf(node.children), ids);
    ids.add(id);
    const depth = Math.min(6, Math.max(2, node.depth + shift)) as Heading['depth'];
    sections.push({ id, title: toString(node).replace(/\s+/g, ' '), depth });
    return { type: 'paragraph', children: [textElement('Heading', { depth, id }, onOneLine(inline(node.children, false)))] };
  }

  function code(node: Code): RootContent {
    const steps = readCommandBlock(node, (problem) => fail(lineOf(node), problem));
    if (!steps) return node;
    for (const step of steps) if (step.run !== undefined && aside === 0) commands.push({ ...step, run: step.run, line: lineOf(node) });
    return flowElement('CommandBlock', { steps });
  }

  function directive(node: DirectiveNode): RootContent {
    const read = readDirective(node, fail);
    if (read.type === 'note') return flowElement('Note', { kind: read.kind, title: read.title }, blocks(read.body));
    const id = distinctName(read.id ?? read.type, ids);
    if (read.id !== undefined && id !== read.id) fail(lineOf(node), `expected an id of its own, “${read.id}” is another one's in this answer`);
    ids.add(id);
    if (read.type === 'quiz') {
      const multiple = read.choices.filter((choice) => choice.correct).length > 1;
      insideChoice = true; // A choice is pressed to choose it: no button fits inside.
      const choices = read.choices.map((choice) => flowElement('Choice', { correct: choice.correct }, apart(choice.body)));
      insideChoice = false;
      return flowElement('Quiz', { id, multiple }, [...apart(read.body), ...choices]);
    }
    const hints = read.hints.map((hint) => flowElement('Hint', {}, apart(hint)));
    const solutions = read.solutions.map((solution) => flowElement('Solution', {}, apart(solution)));
    return flowElement('Task', { id, title: read.title, checks: read.checks }, [...blocks(read.body), ...hints, ...solutions]);
  }

  /** Blocks whose commands are not part of the lesson's walk: one may read past them. */
  function apart(nodes: readonly RootContent[]): RootContent[] {
    aside++;
    const converted = blocks(nodes);
    aside--;
    return converted;
  }
}

function headingsIn(nodes: readonly RootContent[]): Heading[] {
  return nodes.flatMap((node): Heading[] => (node.type === 'heading' ? [node] : 'children' in node ? headingsIn(node.children as RootContent[]) : []));
}

/** Two backticks around a command keep it as code: for a command that one should read and not run. */
function isKeptAsCode(node: InlineCode, text: string): boolean {
  const start = node.position?.start.offset;
  return start !== undefined && text.startsWith('``', start);
}
