import type { Heading, List, ListItem, PhrasingContent, RootContent, Text } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parse as parseYaml } from 'yaml';
import { lineOf } from './document-error';
import type { Fail } from './document-error';
import type { ParsedMarkdown } from './parse-markdown';
import { resolveReferences } from './references';

/** A question with the answer under it, still as Markdown. */
export interface Question {
  line: number;
  heading: PhrasingContent[];
  /** The `{#slug}` that the author gave it. */
  slug?: string;
  answer: RootContent[];
}

/** The questions under one heading. */
export interface QuestionGroup {
  title: string;
  line: number;
  intro: string;
  questions: Question[];
}

/** A question document, read. */
export interface QuestionDocument {
  title: string;
  intro: string;
  groups: QuestionGroup[];
}

const questionForm = '`- **What is an image?**`';

/**
 * Reads the loose form in which people write questions and answers: a question is a bullet at the margin that begins with
 * a line in bold; what follows is its answer, indented or not, up to the next question or to the heading of a new group.
 * A heading is a group's when it is a `#` or `##`, or when a question follows it at once; any other belongs to the answer.
 */
export function readDocument(markdown: ParsedMarkdown, fail: Fail): QuestionDocument {
  const nodes = resolveReferences(markdown.root).children;
  const groups: QuestionGroup[] = [];
  const intro: RootContent[] = [];
  let title: string | undefined;
  let groupIntro: RootContent[] = [];
  let question: Question | undefined;

  const closeGroup = (): void => {
    const group = groups.at(-1);
    if (!group) return;
    group.intro = plainText(groupIntro);
    groupIntro = [];
    if (group.questions.length === 0) fail(group.line, `expected a question such as ${questionForm} under the heading “${group.title}”`);
  };
  const openGroup = (name: string, line: number): void => {
    closeGroup();
    groups.push({ title: name, line, intro: '', questions: [] });
    question = undefined;
  };
  const openQuestion = (opened: Question): void => {
    if (groups.length === 0) openGroup(title ?? 'Questions', opened.line);
    groups.at(-1)?.questions.push(opened);
    question = opened;
  };
  const addToText = (node: RootContent): void => {
    if (question) question.answer.push(node);
    else (groups.length > 0 ? groupIntro : intro).push(node);
  };

  nodes.forEach((node, index) => {
    if (node.type === 'yaml') title = readFrontMatter(node.value, lineOf(node), fail);
    else if (node.type === 'heading' && isTitle(node, nodes, index)) title = toString(node);
    else if (node.type === 'heading' && (node.depth <= 2 || startsWithQuestion(nodes[index + 1]))) openGroup(toString(node), lineOf(node));
    else if (node.type === 'list') {
      for (const part of splitList(node, fail)) {
        if ('heading' in part) openQuestion(part);
        else if (question) addToText(part);
        else fail(lineOf(part), `expected a question in bold such as ${questionForm}`);
      }
    } else addToText(node);
  });
  closeGroup();
  if (groups.length === 0) fail(1, `expected at least one question, a bullet in bold such as ${questionForm}`);
  for (const { heading, answer, line } of groups.flatMap((group) => group.questions)) {
    if (!/[\p{L}\p{N}]/u.test(toString(heading))) fail(line, 'expected words in the question');
    if (answer.length === 0) fail(line, `expected an answer under the question “${toString(heading)}”`);
  }
  return { title: title ?? groups[0]?.title ?? '', intro: plainText(intro), groups };
}

/** The first heading is the course's title when it is a `#` and more headings come before the first question. */
function isTitle(node: Heading, nodes: RootContent[], index: number): boolean {
  if (node.depth !== 1 || nodes.slice(0, index).some((before) => before.type === 'heading' || before.type === 'list')) return false;
  const rest = nodes.slice(index + 1);
  const next = rest.findIndex((after) => after.type === 'heading' || startsWithQuestion(after));
  return rest[next]?.type === 'heading';
}

function readFrontMatter(yaml: string, line: number, fail: Fail): string {
  let value: unknown;
  try {
    value = parseYaml(yaml);
  } catch {
    fail(line, 'expected YAML between the --- lines');
  }
  if (typeof value !== 'object' || value === null || !('title' in value) || typeof value.title !== 'string')
    return fail(line, 'expected a title in the front matter');
  const other = Object.keys(value).find((key) => key !== 'title');
  if (other) fail(line, `expected only a title in the front matter, not “${other}”`);
  return value.title;
}

function startsWithQuestion(node: RootContent | undefined): boolean {
  return node?.type === 'list' && node.children[0] !== undefined && readQuestion(node.children[0]) !== undefined;
}

/** Takes the questions out of a list; bullets between them stay lists, of the answer before them. */
function splitList(list: List, fail: Fail): (Question | List)[] {
  const parts: (Question | List)[] = [];
  list.children.forEach((item, index) => {
    const question = readQuestion(item);
    const last = parts.at(-1);
    if (question) {
      if (question.slug !== undefined && !/^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$/u.test(question.slug))
        fail(question.line, `expected small letters, digits and single hyphens in {#${question.slug}}, such as {#docker-images}`);
      parts.push(question);
    } else if (startsLikeQuestion(item)) fail(lineOf(item), 'expected ** at the end of the question');
    else if (last && 'children' in last) last.children.push(item);
    else parts.push({ ...list, ...(list.ordered && { start: (list.start ?? 1) + index }), position: item.position, children: [item] });
  });
  return parts;
}

function startsLikeQuestion(item: ListItem): boolean {
  const first = item.children[0];
  return first?.type === 'paragraph' && first.children[0]?.type === 'text' && /^\*\*[^\s*]/.test(first.children[0].value);
}

/** The question that a bullet is, if it is one: bold alone on its line, or bold with a question mark at its end. */
function readQuestion(item: ListItem): Question | undefined {
  const [paragraph, ...others] = item.children;
  if (paragraph?.type !== 'paragraph') return undefined;
  const [strong, ...rest] = paragraph.children;
  if (strong?.type !== 'strong') return undefined;
  const { heading, slug: slugInside } = takeSlug(strong.children);
  const next = rest[0];
  let slug = slugInside;
  let inline = rest;
  if (next?.type === 'text') {
    const marker = /^[ \t]*\{#([^}\n]*)\}[ \t]*/.exec(next.value);
    if (marker) slug = marker[1];
    const value = next.value.slice(marker?.[0].length ?? 0);
    if (value.trim() !== '' && !/^[ \t]*\n/.test(value) && !toString(strong).trim().endsWith('?')) return undefined;
    // What sets the answer off from the question on the same line is not part of either.
    const trimmed = value.replace(/^[ \t]*[:–—-]?(?=\s|$)/, '').replace(/^\s+/, '');
    inline = trimmed === '' ? rest.slice(1) : [{ ...next, value: trimmed }, ...rest.slice(1)];
  } else if (next && next.type !== 'break') return undefined;
  while (inline[0]?.type === 'break') inline = inline.slice(1);
  const answer: RootContent[] = inline.length > 0 ? [{ ...paragraph, children: inline }, ...others] : others;
  return { line: lineOf(item), heading, ...(slug !== undefined && { slug }), answer };
}

/** Takes a `{#slug}` off the end of a question's bold text. */
function takeSlug(nodes: PhrasingContent[]): { heading: PhrasingContent[]; slug?: string } {
  const last = nodes.at(-1);
  const marker = last?.type === 'text' ? /\s*\{#([^}\n]*)\}\s*$/.exec(last.value) : null;
  if (!marker || last?.type !== 'text') return { heading: nodes };
  const text: Text = { ...last, value: last.value.slice(0, marker.index) };
  return { heading: [...nodes.slice(0, -1), ...(text.value === '' ? [] : [text])], slug: marker[1] ?? '' };
}

function plainText(nodes: RootContent[]): string {
  return nodes
    .map((node) => toString(node).trim())
    .filter((text) => text !== '')
    .join('\n\n');
}
