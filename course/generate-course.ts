import { createFail } from './document/document-error';
import { parseMarkdown } from './document/parse-markdown';
import { readDocument } from './document/read-document';
import { buildLesson } from './lesson/build-lesson';
import type { Lesson } from './lesson/build-lesson';
import { distinctName, slugOf } from './lesson/slug';
import type { LessonIndex } from './vocabulary';

/** What a question document becomes. */
export interface Course {
  lessons: Lesson[];
  index: LessonIndex;
  /** Every file with its content: `<slug>.mdx` for each lesson, and `index.json`. */
  files: ReadonlyMap<string, string>;
}

/**
 * Makes a course of a question document. The same text gives the same files, byte for byte.
 * Throws a `DocumentError`, which names `file` and a line, when the document is malformed; nothing else.
 */
export function generateCourse(text: string, file: string): Course {
  const fail = createFail(file);
  const markdown = parseMarkdown(text, fail);
  const document = readDocument(markdown, fail);

  // Slugs that an author chose are given away first: they must never change.
  const taken = new Set<string>();
  const lineOfSlug = new Map<string, number>();
  for (const { slug, line } of document.groups.flatMap((group) => group.questions)) {
    if (slug === undefined) continue;
    if (taken.has(slug)) fail(line, `expected a slug of its own, {#${slug}} is on line ${lineOfSlug.get(slug)} too`);
    taken.add(slug);
    lineOfSlug.set(slug, line);
  }

  const lessons: Lesson[] = [];
  const groupIds = new Set<string>();
  const index: LessonIndex = { title: document.title, ...(document.intro !== '' && { intro: document.intro }), groups: [] };
  for (const group of document.groups) {
    const id = distinctName(slugOf([{ type: 'text', value: group.title }]), groupIds);
    groupIds.add(id);
    const built = group.questions.map((question, position) => {
      const slug = question.slug ?? distinctName(slugOf(question.heading), taken);
      taken.add(slug);
      return buildLesson(question, { slug, order: lessons.length + position + 1, group: group.title }, markdown.text, fail);
    });
    lessons.push(...built);
    index.groups.push({
      id,
      title: group.title,
      ...(group.intro !== '' && { intro: group.intro }),
      lessons: built.map(({ slug, title, summary, minutes }) => ({ slug, title, summary, minutes })),
    });
  }
  const files = new Map(lessons.map((lesson) => [`${lesson.slug}.mdx`, lesson.mdx]));
  files.set('index.json', `${JSON.stringify(index, null, 2)}\n`);
  return { lessons, index, files };
}
