/** The mark: a ship seen from its bow, out of the water, on a keel block between the steps of a dry dock. Decorative: the name stands beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <path d="M1.5 12.5h4v5h3.5v5h3.5v5h7v-5h3.5v-5h3.5v-5h4" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />
      <path d="M9.5 3.5h13v8h-13z" fill="currentColor" />
      <path d="M9.5 13h13c0 4.6-2.9 8-6.5 10.4-3.6-2.4-6.5-5.8-6.5-10.4z" fill="var(--hull)" />
    </svg>
  );
}
