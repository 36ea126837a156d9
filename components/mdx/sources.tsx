import type { ReactNode } from 'react';

/** Where the lesson's facts come from, for reading on. */
export function Sources({ children }: { children?: ReactNode }) {
  return (
    <section className="sources" aria-labelledby="sources-title">
      <h2 id="sources-title">Read more</h2>
      {children}
    </section>
  );
}
