import './globals.css';
import type { Metadata } from 'next';
import { LessonList } from '../components/lesson/lesson-list';
import { SiteFrame } from '../components/ui/site-frame';
import { fontClasses } from './fonts';

export const metadata: Metadata = { title: 'Not found · Drydock' };

/** A document of its own: Next puts a plain not-found page into every other page, with all its lessons. */
export default function GlobalNotFound() {
  return (
    <SiteFrame fonts={fontClasses}>
      <main id="text" tabIndex={-1} className="page">
        <header className="page-head">
          <p className="eyebrow">404</p>
          <h1>Nothing is moored here</h1>
          <p className="lead">
            This address leads to no page. It may have been mistyped, or the lesson has been renamed. Go to <a href="/">the start</a>, or pick a lesson:
          </p>
        </header>
        <LessonList summaries={false} />
      </main>
    </SiteFrame>
  );
}
