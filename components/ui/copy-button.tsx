'use client';

import { useEffect, useState } from 'react';
import { announce } from './announce';
import { Icon } from './icon';

/** Puts text on the clipboard; false when the browser refuses. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

interface CopyButtonProps {
  icon: 'link' | 'copy';
  /** What the button is called. */
  label: string;
  /** The id of what the label is about. */
  describedBy?: string;
  /** What is announced when it has been copied. */
  done: string;
  /** What is copied. */
  text: () => string;
}

/** Copies a text, shows for two seconds that it did, and says so. Hidden where scripts do not run. */
export function CopyButton({ icon, label, describedBy, done, text }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function press() {
    const succeeded = await copy(text());
    setCopied(succeeded);
    announce(succeeded ? done : 'The browser did not allow copying.');
  }

  return (
    <button
      type="button"
      className="copy-button needs-js"
      aria-label={label}
      aria-describedby={describedBy}
      title={label}
      data-copied={copied}
      onClick={() => void press()}
    >
      <Icon name={copied ? 'check' : icon} />
      {copied && <span aria-hidden="true">Copied</span>}
    </button>
  );
}
