import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ComponentType } from 'react';
import type { LessonSection } from '../../../../course/vocabulary';
import { findLesson, lessons } from '../../../../components/lesson/course-index';
import { LessonArticle } from '../../../../components/lesson/lesson-article';

interface Props {
  params: Promise<{ slug: string }>;
}

interface LessonModule {
  default: ComponentType;
  sections: LessonSection[];
}

export const dynamicParams = false;

export function generateStaticParams() {
  return lessons.map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = findLesson((await params).slug);
  if (!found) return {};
  const title = found.lesson.title.replaceAll('`', '');
  const { summary } = found.lesson;
  return { title, description: summary, openGraph: { title, description: summary, type: 'article' } };
}

export default async function LessonPage({ params }: Props) {
  const { slug } = await params;
  const found = findLesson(slug);
  if (!found) notFound();
  const { default: Text, sections } = (await import(`@/content/lessons/${slug}.mdx`)) as LessonModule;
  return (
    <LessonArticle {...found} sections={sections}>
      <Text />
    </LessonArticle>
  );
}
