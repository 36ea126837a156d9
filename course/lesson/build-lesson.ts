import type { RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Fail } from '../document/document-error';
import { splitParagraphs } from '../document/lines';
import type { Question } from '../document/read-document';
import { takeSources } from '../document/sources';
import type { LessonEntry } from '../vocabulary';
import { convertAnswer } from './convert-answer';
import type { LessonCommand } from './convert-answer';
import { onOneLine, resolveHtml } from './html';
import { exported, flowElement, textElement } from './mdx-node';
import { readingMinutes, summaryOf } from './summary';
import { writeMdx } from './write-mdx';

/** Where a lesson stands in its course. */
export interface LessonPlace {
  slug: string;
  order: number;
  group: string;
}

/** A generated lesson. */
export interface Lesson extends LessonEntry {
  /** The content of its `.mdx` file. */
  mdx: string;
  commands: LessonCommand[];
}

/** Makes a lesson of a question, which was read from the document `text`. */
export function buildLesson(question: Question, place: LessonPlace, text: string, fail: Fail): Lesson {
  const { body, sources } = takeSources(question.answer, fail);
  const answer = splitParagraphs(body);
  const { children, sections, commands } = convertAnswer(answer, text, fail);
  const title = toString(question.heading).replace(/\s+/g, ' ').trim();
  const entry: LessonEntry = { slug: place.slug, title, summary: summaryOf(answer), minutes: readingMinutes(answer) };
  const frontMatter = {
    title,
    slug: place.slug,
    order: place.order,
    group: place.group,
    summary: entry.summary,
    minutes: entry.minutes,
    sources: sources.map((source) => ({ url: source.url, ...(source.title !== undefined && { title: source.title }) })),
  };
  const heading: RootContent = { type: 'paragraph', children: [textElement('Heading', { depth: 1 }, onOneLine(resolveHtml(question.heading)))] };
  const links: RootContent = {
    type: 'list',
    spread: false,
    children: sources.map((source) => ({ type: 'listItem', children: [{ type: 'paragraph', children: resolveHtml(source.content) }] })),
  };
  const mdx = writeMdx(frontMatter, [
    exported('sections', sections),
    heading,
    ...children,
    ...(sources.length > 0 ? [flowElement('Sources', {}, [links])] : []),
  ]);
  return { ...entry, mdx, commands };
}
