import type { ListItem, RootContent } from 'mdast';
import type {} from 'remark-directive';
import { toString } from 'mdast-util-to-string';
import { lineOf } from '../document/document-error';
import type { Fail } from '../document/document-error';

/** A `:::name{attributes}` block of a document. */
export type DirectiveNode = Extract<RootContent, { type: 'containerDirective' }>;

/** Something set apart from the text. */
export interface NoteDirective {
  type: 'note';
  kind: 'note' | 'tip' | 'warning';
  title?: string;
  body: RootContent[];
}

/** Something to do, what has to be true afterwards, and help. */
export interface TaskDirective {
  type: 'task';
  id?: string;
  title: string;
  body: RootContent[];
  checks: string[];
  hints: RootContent[][];
  solutions: RootContent[][];
}

/** A question with choices. */
export interface QuizDirective {
  type: 'quiz';
  id?: string;
  body: RootContent[];
  choices: { correct: boolean; body: ListItem['children'] }[];
}

export type Directive = NoteDirective | TaskDirective | QuizDirective;

/** Every directive with the attributes that it may have, and the one it must stand in. */
const known: Record<string, { attributes: readonly string[]; inside?: string }> = {
  note: { attributes: ['title'] },
  tip: { attributes: ['title'] },
  warning: { attributes: ['title'] },
  task: { attributes: ['id', 'title'] },
  check: { attributes: [], inside: 'task' },
  hint: { attributes: [], inside: 'task' },
  solution: { attributes: [], inside: 'task' },
  quiz: { attributes: ['id'] },
};

/** The names that may stand in the text of an answer. */
const names = Object.keys(known).filter((name) => !known[name]?.inside);

/** Reads a directive and checks it: its name, its attributes, its parts. */
export function readDirective(node: DirectiveNode, fail: Fail): Directive {
  const line = lineOf(node);
  checkForm(node, undefined, fail);
  const body = node.children as RootContent[];
  if (node.name === 'task') return readTask(node, fail);
  if (node.name === 'quiz') return readQuiz(node, fail);
  if (toString(node).trim() === '') fail(line, `expected text in the directive ${node.name}`);
  const title = node.attributes?.title ?? undefined;
  return { type: 'note', kind: node.name as NoteDirective['kind'], ...(title && { title }), body };
}

function checkForm(node: DirectiveNode, inside: string | undefined, fail: Fail): void {
  const line = lineOf(node);
  const form = known[node.name];
  if (!form) fail(line, `expected one of ${names.join(', ')} behind the colons, not “${node.name}”`);
  if (form?.inside !== inside)
    fail(line, form?.inside ? `expected ${node.name} inside a ${form.inside}` : `expected check, hint or solution inside a ${inside}, not “${node.name}”`);
  for (const attribute of Object.keys(node.attributes ?? {})) {
    if (form?.attributes.includes(attribute)) continue;
    const allowed = form && form.attributes.length > 0 ? `only ${form.attributes.join(' and ')}` : 'no attributes';
    fail(line, `expected ${allowed} on ${node.name}, not “${attribute}”`);
  }
  const id = node.attributes?.id;
  if (typeof id === 'string' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) fail(line, `expected small letters, digits and single hyphens in the id “${id}”`);
  const label = node.children[0];
  if (label?.type === 'paragraph' && label.data && 'directiveLabel' in label.data)
    fail(line, `expected {title="…"} behind ${node.name}, not a name in brackets`);
}

function readTask(node: DirectiveNode, fail: Fail): TaskDirective {
  const line = lineOf(node);
  const task: TaskDirective = { type: 'task', title: node.attributes?.title ?? 'Your turn', body: [], checks: [], hints: [], solutions: [] };
  if (node.attributes?.id) task.id = node.attributes.id;
  for (const child of node.children as RootContent[]) {
    if (child.type !== 'containerDirective') {
      task.body.push(child);
      continue;
    }
    checkForm(child, 'task', fail);
    if (toString(child).trim() === '') fail(lineOf(child), `expected text in the ${child.name}`);
    if (child.name === 'check') task.checks.push(...readChecks(child));
    else (child.name === 'hint' ? task.hints : task.solutions).push(child.children);
  }
  if (task.body.length === 0) fail(line, 'expected the task to say what is to be done');
  if (task.checks.length === 0) fail(line, 'expected a :::check in the task');
  if (task.solutions.length === 0) fail(line, 'expected a :::solution in the task');
  return task;
}

/** A check's conditions: one per list item, or one per paragraph. */
function readChecks(node: DirectiveNode): string[] {
  const blocks = (node.children as RootContent[]).flatMap((child): RootContent[] =>
    child.type === 'list' ? (child.children as unknown as RootContent[]) : [child],
  );
  return blocks.map((block) => toString(block).replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
}

function readQuiz(node: DirectiveNode, fail: Fail): QuizDirective {
  const line = lineOf(node);
  const quiz: QuizDirective = { type: 'quiz', body: [], choices: [] };
  if (node.attributes?.id) quiz.id = node.attributes.id;
  for (const child of node.children as RootContent[]) {
    if (child.type === 'containerDirective') fail(lineOf(child), 'expected no directive inside a quiz');
    if (child.type !== 'list' || child.children.every((item) => typeof item.checked !== 'boolean')) {
      quiz.body.push(child);
      continue;
    }
    for (const item of child.children) {
      if (typeof item.checked !== 'boolean') fail(lineOf(item), 'expected [x] or [ ] before every choice');
      quiz.choices.push({ correct: item.checked === true, body: item.children });
    }
  }
  if (quiz.body.length === 0) fail(line, 'expected the quiz to ask something');
  if (quiz.choices.length < 2) fail(line, 'expected at least two choices in the quiz, such as “- [x] right” and “- [ ] wrong”');
  if (!quiz.choices.some((choice) => choice.correct)) fail(line, 'expected a right choice, “- [x] …”, in the quiz');
  return quiz;
}
