import type { ComponentProps } from 'react';

/** A link in a text. */
export function TextLink({ href = '', children, ...rest }: ComponentProps<'a'>) {
  const outside = /^https?:/.test(href);
  return (
    <a {...rest} href={href} {...(outside ? { rel: 'noopener' } : {})}>
      {children}
    </a>
  );
}
