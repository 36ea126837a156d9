import type { Metadata } from 'next';
import { LessonList } from '../../components/lesson/lesson-list';
import { course, lessons } from '../../components/lesson/course-index';

const description = `${lessons.length} short lessons on Docker, each with commands that run beside the text.`;

export const metadata: Metadata = { title: 'Lessons', description, openGraph: { title: 'Lessons', description } };

export default function LessonsPage() {
  return (
    <main id="text" tabIndex={-1} className="page">
      <header className="page-head">
        <h1>Lessons</h1>
        <p className="lead">{course.intro ?? `${description} Read them in order, or open the one you came for.`}</p>
      </header>
      <LessonList />
    </main>
  );
}
