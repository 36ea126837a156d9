import Link from 'next/link';
import { Logo } from './logo';
import { ThemeToggle } from './theme-toggle';

/** The bar at the top of every page. */
export function SiteHeader() {
  return (
    <header className="site-header">
      <Link href="/" className="wordmark" prefetch={false}>
        <Logo className="size-7" />
        Drydock
      </Link>
      <nav aria-label="Site">
        <Link href="/lessons/" prefetch={false}>
          Lessons
        </Link>
        <ThemeToggle />
      </nav>
    </header>
  );
}
