/** What has to be said at the foot of a page. */
export function SiteFooter() {
  return (
    <footer className="site-footer">
      <p>Drydock is free, open source, and runs in your browser alone: nothing that you type leaves it.</p>
      <p>Not affiliated with Docker, Inc. Docker is a trademark of Docker, Inc.</p>
    </footer>
  );
}
