import { Logo } from './logo';
import { ThemeToggle } from './theme-toggle';

/** The bar at the top of every page. */
export function SiteHeader() {
  return (
    <header className="site-header">
      <a href="/" className="wordmark">
        <Logo className="size-7" />
        Drydock
      </a>
      <nav aria-label="Site">
        <a href="/lessons/">Lessons</a>
        <ThemeToggle />
      </nav>
    </header>
  );
}
