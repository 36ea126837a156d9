'use client';

import { useEffect, useState } from 'react';
import { announce } from '../ui/announcer';
import { Icon } from '../ui/icon';

/** Puts text on the clipboard; false when the browser refuses. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A link to the section that stands beside its heading; pressing it also copies the section's address. Without scripts it is a plain link. */
export function CopyLink({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function press() {
    const done = await copy(`${location.origin}${location.pathname}#${id}`);
    setCopied(done);
    announce(done ? 'Copied: the link to this section' : 'The browser did not allow copying; the address bar now shows the link to this section.');
  }

  return (
    <a href={`#${id}`} className="copy-link" aria-label="Copy the link to this section" aria-describedby={id} data-copied={copied} onClick={() => void press()}>
      <Icon name={copied ? 'check' : 'link'} />
      <span aria-hidden="true">{copied ? 'Copied' : ''}</span>
    </a>
  );
}
