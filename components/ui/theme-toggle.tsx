'use client';

import { useSyncExternalStore } from 'react';
import { Icon } from './icon';
import { currentTheme, onThemeChange, toggleTheme } from './theme';

/** Switches between light and dark. The icon is chosen by the style sheet, so that it is right before scripts run. */
export function ThemeToggle() {
  const dark = useSyncExternalStore(
    onThemeChange,
    () => currentTheme() === 'dark',
    () => false,
  );
  return (
    <button
      type="button"
      className="icon-button needs-js theme-toggle"
      aria-pressed={dark}
      aria-label="Dark theme"
      title={dark ? 'Light theme' : 'Dark theme'}
      onClick={toggleTheme}
    >
      <Icon name="moon" className="when-light" />
      <Icon name="sun" className="when-dark" />
    </button>
  );
}
