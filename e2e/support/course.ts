import { readFileSync } from 'node:fs';
import type { LessonIndex } from '../../course/vocabulary';

const index = JSON.parse(readFileSync(new URL('../../content/lessons/index.json', import.meta.url), 'utf8')) as LessonIndex;

/** The course's groups, as the generator wrote them. */
export const groups = index.groups;

/** All lessons in their order. */
export const lessons = groups.flatMap((group) => group.lessons);

/** The address of a lesson's page. */
export const lessonPath = (slug: string) => `/lessons/${slug}/`;
