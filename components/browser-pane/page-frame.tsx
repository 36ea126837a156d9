'use client';

import { useEffect, useRef } from 'react';
import { messageMark, readMessage, type PaneMessage } from './messages';
import type { Visit } from './visit';
import { onFrameStopped } from './walls';

/** How deep a frame inside the page may be that speaks to the pane. */
const deepest = 3;

/** How many frames `source` is inside `frame`; undefined when it is not in it. */
function depthOf(source: MessageEventSource | null, frame: Window | null, depth = 0): number | undefined {
  if (!source || !frame) return undefined;
  if (source === frame) return depth;
  if (depth >= deepest) return undefined;
  for (let index = 0; index < frame.length; index++) {
    const found = depthOf(source, frame[index] ?? null, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A page of the machine. It has no origin, reaches no network, and speaks to the pane alone. */
export function PageFrame({ document, title, visit }: { document: string; title: string; visit: Visit }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const post = (to: Window, message: PaneMessage) => to.postMessage({ [messageMark]: message }, '*');
    function onMessage(event: MessageEvent) {
      const depth = depthOf(event.source, frame.current?.contentWindow ?? null);
      const message = depth === undefined ? undefined : readMessage(event.data);
      if (depth === undefined || !message) return;
      visit.receive(message, depth, (reply) => post(event.source as Window, reply));
    }
    addEventListener('message', onMessage);
    const detach = visit.attach((message) => frame.current?.contentWindow && post(frame.current.contentWindow, message));
    const unwatch = onFrameStopped(visit.leave);
    return () => {
      removeEventListener('message', onMessage);
      detach();
      unwatch();
    };
  }, [visit]);

  return <iframe ref={frame} className="browser-frame" title={`Page: ${title}`} sandbox="allow-scripts allow-forms" referrerPolicy="no-referrer" srcDoc={document} />;
}
