import type { ITheme } from '@xterm/xterm';

const variables = {
  foreground: '--terminal-ink',
  background: '--terminal',
  cursor: '--terminal-cursor',
  cursorAccent: '--terminal',
  selectionBackground: '--terminal-selection',
  scrollbarSliderBackground: '--line-strong',
  scrollbarSliderHoverBackground: '--ink-faint',
  scrollbarSliderActiveBackground: '--ink-faint',
  black: '--terminal-black',
  red: '--terminal-red',
  green: '--terminal-green',
  yellow: '--terminal-yellow',
  blue: '--terminal-blue',
  magenta: '--terminal-magenta',
  cyan: '--terminal-cyan',
  white: '--terminal-white',
  brightBlack: '--terminal-bright-black',
  brightRed: '--terminal-bright-red',
  brightGreen: '--terminal-bright-green',
  brightYellow: '--terminal-bright-yellow',
  brightBlue: '--terminal-bright-blue',
  brightMagenta: '--terminal-bright-magenta',
  brightCyan: '--terminal-bright-cyan',
  brightWhite: '--terminal-bright-white',
} as const satisfies Partial<Record<keyof ITheme, string>>;

/** The terminal's colours as the style sheet (app/styles/tokens.css) has them in the theme that is shown now. */
export function readPalette(host: HTMLElement): ITheme {
  const probe = document.createElement('span');
  host.append(probe);
  const palette: ITheme = {};
  for (const [name, variable] of Object.entries(variables) as [keyof typeof variables, string][]) {
    probe.style.color = `var(${variable})`;
    palette[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return palette;
}
