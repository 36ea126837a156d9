import { lessonAddress, type PlacedLesson } from './course-index';
import { Title } from './title';

/** The ways on from a lesson. */
export function Neighbours({ previous, next }: { previous?: PlacedLesson; next?: PlacedLesson }) {
  return (
    <nav className="neighbours" aria-label="Previous and next lesson">
      {previous ? (
        <a href={lessonAddress(previous.slug)} rel="prev">
          <span className="eyebrow">← Previous</span>
          <span>
            <Title>{previous.title}</Title>
          </span>
        </a>
      ) : (
        <span />
      )}
      {next ? (
        <a href={lessonAddress(next.slug)} rel="next" className="neighbour-next">
          <span className="eyebrow">Next →</span>
          <span>
            <Title>{next.title}</Title>
          </span>
        </a>
      ) : (
        <a href="/lessons/" className="neighbour-next">
          <span className="eyebrow">That was the last</span>
          <span>All lessons</span>
        </a>
      )}
    </nav>
  );
}
