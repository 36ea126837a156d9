'use client';

/** Shown in place of the whole page when rendering it fails. Plain on purpose: nothing that could fail again. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body style={{ font: '1rem/1.6 system-ui, sans-serif', margin: '4rem auto', maxWidth: '32rem', padding: '0 1rem' }}>
        <h1>This page broke</h1>
        <p>
          That is a fault of Drydock’s. Go to <a href="/">the start</a>, or load it again.
        </p>
        <button type="button" onClick={() => location.reload()}>
          Load it again
        </button>
      </body>
    </html>
  );
}
