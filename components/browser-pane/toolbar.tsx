'use client';

import { useState, type FormEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { AnsweringPort } from '../../runtime/client/types';
import { Icon } from '../ui/icon';
import { LiveIcon } from '../ui/live-icon';
import { showAddress } from './address';
import { PortMenu } from './port-menu';
import type { Visit, VisitState } from './visit';

interface ToolbarProps {
  state: VisitState;
  visit: Visit;
  ports: readonly AnsweringPort[];
  close: () => void;
}

/** Back, forward, reload, the address, the ports that answer, and the way out. */
export function Toolbar({ state: { entry, loading, canGoBack, canGoForward }, visit, ports, close }: ToolbarProps) {
  /** What stands in the field while it is edited. */
  const [draft, setDraft] = useState<string>();
  const shown = loading ?? (entry?.view?.kind === 'no-address' ? undefined : entry?.url);
  const address = shown === undefined ? (entry?.view?.kind === 'no-address' ? entry.view.typed : '') : showAddress(shown);

  function go(event: FormEvent) {
    event.preventDefault();
    setDraft(undefined);
    visit.type(draft ?? address);
  }

  return (
    <div className="browser-bar" role="group" aria-label="Browser controls">
      <BarButton name="Back" icon={<Icon name="up" className="browser-left" />} able={canGoBack} act={() => visit.traverse(-1)} />
      <BarButton name="Forward" icon={<Icon name="up" className="browser-right" />} able={canGoForward} act={() => visit.traverse(1)} />
      {loading === undefined ? (
        <BarButton name="Reload" icon={<LiveIcon name="reset" />} able={entry !== undefined} act={() => visit.reload()} />
      ) : (
        <BarButton name="Stop" icon={<LiveIcon name="close" />} able act={visit.stop} />
      )}
      <form className="browser-address" onSubmit={go}>
        <input
          type="text"
          aria-label="Address"
          placeholder="A port or an address, such as 8080"
          inputMode="url"
          enterKeyHint="go"
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={draft ?? address}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={() => draft?.trim() === '' && setDraft(undefined)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            flushSync(() => setDraft(undefined));
            event.currentTarget.select();
          }}
        />
      </form>
      <PortMenu ports={ports} open={visit.open} />
      <BarButton name="Close the browser" icon={<LiveIcon name="close" />} able act={close} />
    </div>
  );
}

interface BarButtonProps {
  name: string;
  icon: ReactNode;
  able: boolean;
  act: () => void;
}

/** A control that cannot be used now keeps the keyboard's place: it is only said to be disabled. */
function BarButton({ name, icon, able, act }: BarButtonProps) {
  return (
    <button type="button" className="browser-button" aria-label={name} title={name} aria-disabled={!able} onClick={() => able && act()}>
      {icon}
    </button>
  );
}
