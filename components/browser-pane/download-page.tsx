'use client';

import { showAddress } from './address';
import { showSize } from './load/content';

interface DownloadPageProps {
  url: string;
  fileName: string;
  mime: string;
  bytes: Uint8Array;
}

/** Offers a file that a browser does not show. */
export function DownloadPage({ url, fileName, mime, bytes }: DownloadPageProps) {
  function save() {
    // Never by its own type: nothing that comes from the machine is run as a part of this site.
    const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  return (
    <div className="browser-page">
      <h3>{fileName}</h3>
      <p>
        {showSize(bytes.length)}, {mime}, from {showAddress(url)}
      </p>
      <p>A file to keep, not a page. It can be saved from the machine to your own computer.</p>
      <button type="button" className="button small" onClick={save}>
        Save the file
      </button>
    </div>
  );
}
