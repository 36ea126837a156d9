const inside = /^(localhost|[\w-]+\.localhost|drydock|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|\[::1?\])$/;

/** Opens a link that was printed in the terminal: an address inside the machine by `browse`, where the learner's own browser cannot go, others in another tab. */
export function openLink(address: string, browse: (address: string) => void): void {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return;
  if (inside.test(url.hostname)) browse(url.href);
  else window.open(url.href, '_blank', 'noopener,noreferrer');
}
