'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** The page of this site that a link leads to; undefined for other links, and for places on the same page. */
function siteLink(target: EventTarget | null): string | undefined {
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return undefined;
  if (link.pathname === location.pathname && link.hash !== '') return undefined;
  return link.pathname + link.search + link.hash;
}

/**
 * Follows the site's plain links without leaving the page, so that the machine goes on while one moves from lesson to
 * lesson. A page is fetched ahead only when a link to it is pointed at or focused. One listener, where a component for
 * every link would cost 3 KB on each page.
 */
export function SiteLinks() {
  const router = useRouter();
  useEffect(() => {
    function onClick(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const address = siteLink(event.target);
      if (address === undefined) return;
      event.preventDefault();
      router.push(address);
    }
    function onIntent(event: Event) {
      const address = siteLink(event.target);
      if (address !== undefined) router.prefetch(address);
    }
    document.addEventListener('click', onClick);
    document.addEventListener('pointerover', onIntent, { passive: true });
    document.addEventListener('focusin', onIntent);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('pointerover', onIntent);
      document.removeEventListener('focusin', onIntent);
    };
  }, [router]);
  return null;
}
