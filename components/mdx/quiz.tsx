import type { ReactNode } from 'react';
import type { ChoiceProps, QuizProps } from '../../course/vocabulary';

/** A question with its choices; each opens to say whether it is right. It needs no scripts. */
export function Quiz({ id, multiple, children }: QuizProps & { children?: ReactNode }) {
  return (
    <section className="quiz" id={id} aria-label="Question">
      <p className="eyebrow">{multiple ? 'Question: more than one is right' : 'Question'}</p>
      {children}
    </section>
  );
}

/** One choice; its first paragraph is the choice, what follows says why. */
export function Choice({ correct, children }: ChoiceProps & { children?: ReactNode }) {
  return (
    <details className="disclosure choice">
      <summary>{correct ? 'Right' : 'Not right'}</summary>
      {children}
    </details>
  );
}
