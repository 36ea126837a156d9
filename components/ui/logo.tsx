/** The mark: a ship on its keel blocks between the walls of a dry dock. Decorative: the name stands beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <path d="M.8 15h2.7v12.6h25V15h2.7" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" strokeLinecap="round" />
      <path d="M8.5 3.5h3.6v4.3H8.5zM6 7.8h6.1v1.7H27l-2 5.3H6.8z" fill="currentColor" />
      <path d="M6.9 16.2h17.6l-1.5 4.1c-.6 1.5-1.2 2.1-2.9 2.1H9.8c-1.6 0-2.3-.8-2.5-2.3z" fill="var(--hull)" />
      <path d="M10.5 25.2h1.8M15.1 25.2h1.8M19.7 25.2h1.8" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
