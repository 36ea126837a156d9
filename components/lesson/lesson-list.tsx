import { course, draftMark, lessonAddress, lessons } from './course-index';
import { Title } from './title';

/** Every lesson in its group, numbered through. */
export function LessonList({ headingLevel = 2, summaries = true }: { headingLevel?: 2 | 3; summaries?: boolean }) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="lesson-list">
      {course.groups.map((group) => (
        <section key={group.id} aria-labelledby={`group-${group.id}`}>
          <div className="lesson-group">
            <Heading id={`group-${group.id}`}>{group.title}</Heading>
            {group.intro !== undefined && summaries && <p>{group.intro}</p>}
          </div>
          <ol>
            {group.lessons.map((lesson) => (
              <li key={lesson.slug}>
                <a href={lessonAddress(lesson.slug)}>
                  <span className="draft-mark" aria-hidden="true">
                    {draftMark(lessons.findIndex(({ slug }) => slug === lesson.slug) + 1)}
                  </span>
                  <span>
                    <span className="lesson-title">
                      <Title>{lesson.title}</Title>
                    </span>
                    {summaries && <span className="lesson-summary">{lesson.summary}</span>}
                  </span>
                  <span className="lesson-minutes">{lesson.minutes} min</span>
                </a>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
