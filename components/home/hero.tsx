import { lessonAddress, lessons } from '../lesson/course-index';
import { Title } from '../lesson/title';
import { Command } from '../mdx/command';
import { TerminalPanel } from '../terminal/terminal-panel';
import { DockScene } from './dock-scene';

/** What Drydock is, in one screen, with a first command to press. */
export function Hero() {
  const first = lessons[0];
  return (
    <div className="hero">
      <div className="hero-grid">
        <div className="hero-text">
          <h1>Docker, out of the water.</h1>
          <p className="lead">
            Short lessons beside a terminal that works. Behind it is a small, complete machine: a kernel, a shell, Docker Engine, a registry. Nothing to
            install, no account, and nothing is scripted.
          </p>
          <p className="hero-try">
            <span>Press this, or type anything you like:</span>
            <Command run="docker run hello-world" />
          </p>
          {first && (
            <p className="hero-actions">
              <a href={lessonAddress(first.slug)} className="button">
                Start with lesson 1: <Title>{first.title}</Title>
              </a>
              <a href="/lessons/">All {lessons.length} lessons</a>
            </p>
          )}
        </div>
        <aside id="terminal" className="hero-terminal" aria-label="Terminal" tabIndex={-1}>
          <TerminalPanel />
        </aside>
      </div>
      <DockScene />
    </div>
  );
}
