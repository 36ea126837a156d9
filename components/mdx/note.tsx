import type { ReactNode } from 'react';
import type { NoteProps } from '../../course/vocabulary';

const titles = { note: 'Note', tip: 'Tip', warning: 'Careful' } as const;

/** Something set apart from the text. */
export function Note({ kind, title, children }: NoteProps & { children?: ReactNode }) {
  return (
    <aside className="note" data-kind={kind} aria-label={title ?? titles[kind]}>
      <p className="note-title">{title ?? titles[kind]}</p>
      {children}
    </aside>
  );
}
