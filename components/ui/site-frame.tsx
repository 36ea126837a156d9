import type { ReactNode } from 'react';
import { TerminalKey } from '../terminal/terminal-key';
import { Announcer } from './announcer';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';
import { SiteLinks } from './site-links';
import { headScript } from './theme';

/** The document around every page. `fonts`: the classes that define the page's fonts. */
export function SiteFrame({ fonts, children }: { fonts: string; children: ReactNode }) {
  return (
    // The head script adds the theme before React sees the element.
    <html lang="en" className={fonts} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: headScript }} />
      </head>
      <body>
        <a className="skip-link" href="#text">
          Skip to the text
        </a>
        <SiteHeader />
        {children}
        <SiteFooter />
        <Announcer />
        <TerminalKey />
        <SiteLinks />
      </body>
    </html>
  );
}
