'use client';

import { useEffect, useRef } from 'react';
import type { AnsweringPort } from '../../runtime/client/types';

/** The address of a port that answers, as it is written. */
export const portAddress = ({ host, port }: AnsweringPort) => `${host}:${port}`;

/** The ports at which something answers, to be picked; absent when there are none. */
export function PortMenu({ ports, open }: { ports: readonly AnsweringPort[]; open: (url: string) => void }) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      if (menu.current?.open && !(event.target instanceof Node && menu.current.contains(event.target))) menu.current.open = false;
    };
    addEventListener('pointerdown', close);
    addEventListener('focusin', close);
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('focusin', close);
    };
  }, []);
  if (ports.length === 0) return null;

  const shut = () => {
    if (!menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from any of its controls
    <details ref={menu} className="browser-ports" onKeyDown={(event) => event.key === 'Escape' && shut()}>
      <summary aria-label={`Ports that answer: ${ports.length}`} title="Ports that answer">
        <span aria-hidden="true">
          {ports.length}
          <span className="browser-ports-word">{ports.length === 1 ? ' port' : ' ports'}</span>
        </span>
      </summary>
      <ul>
        {ports.map((port) => (
          <li key={portAddress(port)}>
            <button
              type="button"
              onClick={() => {
                shut();
                open(`http://${portAddress(port)}/`);
              }}
            >
              {portAddress(port)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
