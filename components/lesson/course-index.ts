import type { LessonEntry } from '../../course/vocabulary';
import index from '../../content/lessons/index.json';
import type { LessonIndex } from '../../course/vocabulary';

/** The course as the generator wrote it. Only used while the site is built: no page carries it whole but the list of lessons. */
export const course: LessonIndex = index;

/** A lesson with its place in the course. */
export interface PlacedLesson extends LessonEntry {
  group: string;
  /** From 1. */
  number: number;
}

/** All lessons in their order. */
export const lessons: readonly PlacedLesson[] = course.groups
  .flatMap((group) => group.lessons.map((lesson) => ({ ...lesson, group: group.title })))
  .map((lesson, position) => ({ ...lesson, number: position + 1 }));

/** The lesson at an address, with those before and after it. */
export function findLesson(slug: string): { lesson: PlacedLesson; previous?: PlacedLesson; next?: PlacedLesson } | undefined {
  const position = lessons.findIndex((lesson) => lesson.slug === slug);
  const lesson = lessons[position];
  if (!lesson) return undefined;
  return { lesson, previous: lessons[position - 1], next: lessons[position + 1] };
}

/** The address of a lesson's page. */
export const lessonAddress = (slug: string) => `/lessons/${slug}/`;

/** A lesson's number as it is painted on a hull: two digits. */
export const draftMark = (number: number) => String(number).padStart(2, '0');
