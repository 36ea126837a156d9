/**
 * Lets no frame of this document be anything but a `srcdoc`: whatever a page in the pane does (`location`, a link, a refresh), its frame can
 * load nothing from a network. Asked for once, when the pane is loaded; the site has no other frames.
 */
export function wallFramesIn(): void {
  const wall = document.createElement('meta');
  wall.httpEquiv = 'Content-Security-Policy';
  wall.content = "frame-src 'none'";
  document.head.append(wall);
}

/** Calls back when a frame was kept from leaving; its page is lost then. */
export function onFrameStopped(stopped: () => void): () => void {
  const listener = (event: SecurityPolicyViolationEvent) => event.effectiveDirective === 'frame-src' && stopped();
  document.addEventListener('securitypolicyviolation', listener);
  return () => document.removeEventListener('securitypolicyviolation', listener);
}
