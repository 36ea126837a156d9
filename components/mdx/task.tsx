import type { ReactNode } from 'react';
import type { TaskProps } from '../../course/vocabulary';

/** Something to do in the terminal. */
export function Task({ id, title, children }: TaskProps & { children?: ReactNode }) {
  return (
    <section className="task" id={id} aria-labelledby={`${id}-title`}>
      <p className="eyebrow">Your turn</p>
      <p className="task-title" id={`${id}-title`}>
        {title}
      </p>
      {children}
    </section>
  );
}

/** A push in the right direction, closed at first. */
export function Hint({ children }: { children?: ReactNode }) {
  return (
    <details className="disclosure">
      <summary>Hint</summary>
      {children}
    </details>
  );
}

/** One way to do it, closed at first. */
export function Solution({ children }: { children?: ReactNode }) {
  return (
    <details className="disclosure">
      <summary>Solution</summary>
      {children}
    </details>
  );
}
