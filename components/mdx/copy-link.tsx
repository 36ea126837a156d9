'use client';

import { CopyButton } from '../ui/copy-button';

/** Copies the address of a section. */
export function CopyLink({ id }: { id: string }) {
  return (
    <CopyButton
      icon="link"
      label="Copy the link to this section"
      describedBy={id}
      done="Copied: the link to this section"
      text={() => `${location.origin}${location.pathname}#${id}`}
    />
  );
}
