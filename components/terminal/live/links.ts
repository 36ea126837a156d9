const inside = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1?\])$/;

/** Opens a link that was printed in the terminal. An address inside the machine cannot be opened by the browser: `explain` gets a sentence that says so. */
export function openLink(address: string, explain: (sentence: string) => void): void {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return;
  if (inside.test(url.hostname)) explain(`${address} is inside the machine, where your browser cannot go. Try: curl ${address}`);
  else window.open(url.href, '_blank', 'noopener,noreferrer');
}
