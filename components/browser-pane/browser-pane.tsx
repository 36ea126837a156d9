'use client';

import './browser-pane.css';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { terminalSession } from '../terminal/session';
import { useTerminal } from '../terminal/use-terminal';
import { openOnce, visit } from './current-visit';
import { DownloadPage } from './download-page';
import { FailurePage } from './failure-page';
import { PageFrame } from './page-frame';
import { StartPage } from './start-page';
import { Toolbar } from './toolbar';
import type { Entry } from './view';

const nothing = { entry: undefined, loading: undefined, canGoBack: false, canGoForward: false };

/** A browser of the machine: what its servers and containers serve, at the machine's own addresses. */
export function BrowserPane({ opening }: { opening: { readonly turn: number; readonly address: string | undefined } }) {
  const { ports } = useTerminal();
  const state = useSyncExternalStore(visit.subscribe, visit.get, () => nothing);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => openOnce(opening), [opening]);
  useEffect(() => {
    // With a mouse one types an address next; on a phone that would open the keyboard over the page.
    const field = pane.current?.querySelector('input');
    if (matchMedia('(hover: hover) and (pointer: fine)').matches) field?.focus();
    else pane.current?.focus();
  }, []);

  // What was focused goes with the page that is left: the keyboard goes on in the next one.
  const held = useRef(false);
  useEffect(() => visit.subscribe(() => (held.current = pane.current?.contains(document.activeElement) ?? false)), []);
  const view = state.entry?.view;
  useEffect(() => {
    if (held.current && document.activeElement === document.body) (pane.current?.querySelector('iframe') ?? pane.current)?.focus();
  }, [view]);

  return (
    <section ref={pane} className="browser-pane" aria-label="Browser" tabIndex={-1}>
      <Toolbar state={state} visit={visit} ports={ports} close={() => void terminalSession.live().then((live) => live.closeBrowser())} />
      <div className="browser-view" aria-busy={state.loading !== undefined}>
        {state.loading !== undefined && <div className="browser-progress" />}
        {state.entry ? <Shown entry={state.entry} /> : <StartPage ports={ports} open={visit.open} />}
      </div>
    </section>
  );
}

function Shown({ entry }: { entry: Entry }) {
  const { view, url, title } = entry;
  if (!view) return null;
  if (view.kind === 'page') return <PageFrame key={view.key} document={view.document} title={title} visit={visit} />;
  if (view.kind === 'download') return <DownloadPage {...view} url={url} />;
  return <FailurePage view={view} url={url} visit={visit} />;
}
