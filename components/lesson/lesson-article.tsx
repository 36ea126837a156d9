import type { ReactNode } from 'react';
import type { LessonSection } from '../../course/vocabulary';
import { Contents } from './contents';
import { draftMark, lessons, type PlacedLesson } from './course-index';
import { Neighbours } from './neighbours';

interface LessonArticleProps {
  lesson: PlacedLesson;
  previous?: PlacedLesson;
  next?: PlacedLesson;
  sections: readonly LessonSection[];
  /** The lesson's text, with its title. */
  children: ReactNode;
}

/** A lesson with everything around its text. */
export function LessonArticle({ lesson, previous, next, sections, children }: LessonArticleProps) {
  const inner = sections.filter(({ depth }) => depth === 2 || depth === 3);
  return (
    <div className="lesson">
      {inner.length > 1 && <Contents sections={inner} />}
      <article className="prose">
        <p className="eyebrow lesson-place">
          <a href="/lessons/">{lesson.group}</a>
          <span>
            {draftMark(lesson.number)}
            <span className="of"> / {draftMark(lessons.length)}</span>
          </span>
          <span>{lesson.minutes} min</span>
        </p>
        {children}
        <Neighbours previous={previous} next={next} />
      </article>
    </div>
  );
}
