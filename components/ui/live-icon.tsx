import { Drawing } from './icon';

const shapes = {
  close: 'M4 4l8 8M12 4l-8 8',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7L3 5.8M3 2.6v3.2h3.2',
  browser: 'M2 3h12v10H2zM2 6h12M4.3 4.5h.01M6.3 4.5h.01',
  speech: 'M2.5 3.5h11v7.5H8l-3 2.5v-2.5H2.5z',
} as const;

/** An icon of the running terminal and what belongs to it. */
export function LiveIcon({ name }: { name: keyof typeof shapes }) {
  return <Drawing d={shapes[name]} />;
}
