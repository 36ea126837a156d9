import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link in a text: within the site by the router, elsewhere plainly. */
export function TextLink({ href = '', children, ...rest }: ComponentProps<'a'>) {
  if (href.startsWith('/')) {
    return (
      <Link href={href} prefetch={false}>
        {children}
      </Link>
    );
  }
  const outside = /^https?:/.test(href);
  return (
    <a {...rest} href={href} {...(outside ? { rel: 'noopener' } : {})}>
      {children}
    </a>
  );
}
