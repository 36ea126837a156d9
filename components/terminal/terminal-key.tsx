'use client';

import { useEffect } from 'react';
import { announce } from '../ui/announce';
import { terminalSession } from './session';

/** F6 goes to the terminal and back to where one was: the way in and out for who uses no mouse. */
export function TerminalKey() {
  useEffect(() => {
    let before: HTMLElement | undefined;
    function onKey(event: KeyboardEvent) {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (!document.querySelector('.terminal-panel') || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      const active = document.activeElement;
      if (terminalSession.get().focused) {
        const back = before?.isConnected ? before : document.querySelector<HTMLElement>('main');
        back?.focus();
        announce('Left the terminal.');
      } else {
        before = active instanceof HTMLElement && active !== document.body ? active : undefined;
        terminalSession.focus();
      }
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return null;
}
