/** A lesson's title; the parts between backquotes are code. */
export function Title({ children }: { children: string }) {
  return children.split('`').map((part, position) => (position % 2 === 1 ? <code key={position}>{part}</code> : part));
}
