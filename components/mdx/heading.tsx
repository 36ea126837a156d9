import type { ReactNode } from 'react';
import type { HeadingProps } from '../../course/vocabulary';
import { CopyLink } from './copy-link';

/** A heading of a lesson. A section's heading links to itself and offers its address for copying. */
export function Heading({ depth, id, children }: HeadingProps & { children?: ReactNode }) {
  const Tag = `h${depth}` as const;
  if (id === undefined) return <Tag>{children}</Tag>;
  return (
    <div className="section-heading">
      <a className="anchor" href={`#${id}`} aria-label="Link to this section" aria-describedby={id}>
        #
      </a>
      <Tag id={id} tabIndex={-1}>
        {children}
      </Tag>
      <CopyLink id={id} />
    </div>
  );
}
