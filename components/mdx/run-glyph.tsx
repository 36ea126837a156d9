/** The sign that a command can be run; becomes a ring while it runs and a tick afterwards. */
export function RunGlyph() {
  return (
    <svg className="run-glyph" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" focusable="false">
      <path className="glyph-ready" d="M2 1.2v7.6L8.6 5z" />
      <circle className="glyph-busy" cx="5" cy="5" r="3.6" />
      <path className="glyph-done" d="M1.6 5.4l2.4 2.4L8.6 2.6" />
    </svg>
  );
}
