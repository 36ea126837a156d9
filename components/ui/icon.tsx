const shapes = {
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.2v1.3M8 13.5v1.3M1.2 8h1.3M13.5 8h1.3M3.2 3.2l.9.9M11.9 11.9l.9.9M3.2 12.8l.9-.9M11.9 4.1l.9-.9',
  moon: 'M13.4 9.7A5.8 5.8 0 0 1 6.3 2.6a5.8 5.8 0 1 0 7.1 7.1z',
  link: 'M6.7 9.3l2.6-2.6M7.3 4.7l1.5-1.5a2.83 2.83 0 0 1 4 4l-1.5 1.5M8.7 11.3l-1.5 1.5a2.83 2.83 0 0 1-4-4l1.5-1.5',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  copy: 'M5.8 5.8h7.4v7.4H5.8zM10.2 5.8V2.8H2.8v7.4h3',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  terminal: 'M3 4.5L6.5 8 3 11.5M8 11.5h5',
} as const;

/** A line icon of 16 by 16 with the path `d`; decorative, the control that carries it has the name. */
export function Drawing({ d, className }: { d: string; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      className={className}
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={d} />
    </svg>
  );
}

/** An icon that pages show before the terminal is wanted; the others are in live-icon.tsx, since these are loaded with every page. */
export function Icon({ name, className }: { name: keyof typeof shapes; className?: string }) {
  return <Drawing d={shapes[name]} className={className} />;
}
