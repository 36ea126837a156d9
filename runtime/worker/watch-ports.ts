import type { AnsweringPort } from '../client/types';

/** Milliseconds between two looks: a container that has just begun to listen is seen before the learner has read its id. */
const interval = 400;

/** Looks again and again at which ports answer, and tells when that has changed. */
export function watchPorts(look: () => readonly AnsweringPort[], changed: (ports: readonly AnsweringPort[]) => void): void {
  let before = '[]';
  setInterval(() => {
    const ports = look();
    const now = JSON.stringify(ports);
    if (now === before) return;
    before = now;
    changed(ports);
  }, interval);
}
