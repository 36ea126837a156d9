import type { ArgumentKind } from './cli/command';

/** What the arguments of a verb name, for completion: by its last word, and by the noun before it. The last kind holds for all that follow. */
const verbs: Readonly<Record<string, readonly ArgumentKind[]>> = {
  attach: ['running container'],
  commit: ['container', 'image'],
  cp: ['file'],
  diff: ['container'],
  exec: ['running container', 'file'],
  export: ['container'],
  kill: ['running container'],
  logs: ['container'],
  pause: ['running container'],
  port: ['running container'],
  rename: ['container'],
  restart: ['container'],
  start: ['stopped container'],
  stats: ['running container'],
  stop: ['running container'],
  top: ['running container'],
  unpause: ['running container'],
  update: ['container'],
  wait: ['container'],
  create: ['image', 'file'],
  run: ['image', 'file'],
  history: ['image'],
  images: ['image'],
  pull: ['image'],
  push: ['image'],
  rmi: ['image'],
  save: ['image'],
  tag: ['image'],
};
const nouns: Readonly<Record<string, ArgumentKind>> = { container: 'container', image: 'image', network: 'network', volume: 'volume', context: 'context' };

/** The kinds for a command's path (`['network', 'connect']`). */
export function argumentKinds(path: readonly string[]): readonly ArgumentKind[] {
  const [noun = '', verb] = path;
  if (verb === undefined) return noun === 'inspect' ? ['object'] : noun === 'rm' ? ['container'] : (verbs[noun] ?? []);
  if (noun === 'network' && (verb === 'connect' || verb === 'disconnect')) return ['network', 'container'];
  if (noun === 'container') return verbs[verb] ?? ['container'];
  if (verb === 'ls' || verb === 'prune' || (verb === 'create' && noun !== 'container')) return [];
  return nouns[noun] === undefined ? [] : [nouns[noun]];
}
