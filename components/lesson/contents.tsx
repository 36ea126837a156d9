'use client';

import { useEffect, useRef, useState, type MouseEvent } from 'react';
import type { LessonSection } from '../../course/vocabulary';
import { Icon } from '../ui/icon';

/** The line under the header that a section's heading has to pass to be the current one, in pixels. */
const readingLine = 160;

/** The last section whose heading has passed the reading line. */
function useCurrentSection(sections: readonly LessonSection[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    let frame = 0;
    function look() {
      frame = 0;
      const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 4 && scrollY > 0;
      const passed = sections.filter(({ id }) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < readingLine);
      setCurrent((atEnd ? sections.at(-1) : passed.at(-1))?.id);
    }
    function schedule() {
      frame ||= requestAnimationFrame(look);
    }
    schedule();
    addEventListener('scroll', schedule, { passive: true });
    addEventListener('resize', schedule);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', schedule);
      removeEventListener('resize', schedule);
    };
  }, [sections]);
  return current;
}

/** The lesson's sections: a bar that opens where there is little room, a list beside the text where there is much. */
export function Contents({ sections }: { sections: readonly LessonSection[] }) {
  const current = useCurrentSection(sections);
  const details = useRef<HTMLDetailsElement>(null);
  const title = sections.find(({ id }) => id === current)?.title;

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key === 'Escape' && details.current?.open) {
        details.current.open = false;
        details.current.querySelector('summary')?.focus();
      }
    }
    function onPress(event: PointerEvent) {
      if (details.current?.open && event.target instanceof Node && !details.current.contains(event.target)) details.current.open = false;
    }
    addEventListener('keydown', onKey);
    addEventListener('pointerdown', onPress);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('pointerdown', onPress);
    };
  }, []);

  const close = (event: MouseEvent) => {
    if (event.target instanceof HTMLAnchorElement && details.current) details.current.open = false;
  };
  const list = (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the links in it take keys; this only closes the bar after them
    <ol onClick={close}>
      {sections.map(({ id, title: name, depth }) => (
        <li key={id} data-depth={depth}>
          <a href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
            {name}
          </a>
        </li>
      ))}
    </ol>
  );

  return (
    <>
      <nav className="contents-bar" aria-label="On this page">
        <details ref={details}>
          <summary>
            <span className="contents-label">On this page</span>
            <span className="contents-current">{title ?? ''}</span>
            <Icon name="up" className="contents-arrow" />
          </summary>
          {list}
        </details>
      </nav>
      <nav className="contents-rail" aria-label="On this page">
        <p className="eyebrow">On this page</p>
        {list}
      </nav>
    </>
  );
}
