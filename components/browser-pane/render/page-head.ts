/**
 * What a page in the pane may do: everything by itself, nothing over the network. What it needs is in it as `data:`, or comes by messages
 * from the pane. (That the frame itself goes nowhere is held by the site's own document: walls.ts.)
 */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data:",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  'connect-src data: blob:',
  'worker-src data: blob:',
  "form-action 'none'",
].join('; ');

/** The policy as the elements that come first in a page's head. */
export const policyMarkup = `<meta http-equiv="Content-Security-Policy" content="${policy}"><meta http-equiv="x-dns-prefetch-control" content="off"><meta name="referrer" content="no-referrer">`;

/** Text for HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A page that shows a text, as browsers do with what is no HTML. */
export function textPage(text: string, url: string): string {
  const style = 'html{color-scheme:light dark}body{margin:0}pre{margin:0;padding:12px;font:13px/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}';
  return `<!doctype html><html><head>${policyMarkup}<title>${escapeHtml(url)}</title><style>${style}</style></head><body><pre tabindex="0">${escapeHtml(text)}</pre></body></html>`;
}

/** A page that shows one image, or plays one sound or film. */
export function mediaPage(kind: 'image' | 'audio' | 'video', data: string, name: string): string {
  const style = 'html{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center}img,video{max-width:100%;max-height:100vh}';
  const alternative = escapeHtml(name);
  const element = kind === 'image' ? `<img src="${data}" alt="${alternative}">` : `<${kind} src="${data}" controls aria-label="${alternative}"></${kind}>`;
  return `<!doctype html><html><head>${policyMarkup}<title>${alternative}</title><style>${style}</style></head><body>${element}</body></html>`;
}
