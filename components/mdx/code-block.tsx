import type { ComponentProps } from 'react';

/** A block of code or output. It may be wider than the column, so the keyboard can scroll it. */
export function CodeBlock(props: ComponentProps<'pre'>) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
    <pre {...props} tabIndex={0} className="code-block" />
  );
}
