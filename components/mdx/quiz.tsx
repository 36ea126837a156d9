import { Children, type ReactNode } from 'react';
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

/** One choice: its first paragraph is what one opens, what follows says why it is right or wrong. */
export function Choice({ correct, children }: ChoiceProps & { children?: ReactNode }) {
  const [choice, ...reasons] = Children.toArray(children).filter((child) => child !== '\n');
  return (
    <details className="disclosure choice" data-correct={correct ?? false}>
      <summary>{choice}</summary>
      <p className="verdict">{correct ? 'Right.' : 'Not this one.'}</p>
      {reasons}
    </details>
  );
}
