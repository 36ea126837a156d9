import localFont from 'next/font/local';

/** Inter: the text of the page. Only the Latin part is preloaded; other letters come from the system's fonts. */
const textFont = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-text',
  display: 'swap',
  adjustFontFallback: 'Arial',
});

/** JetBrains Mono: commands and the terminal. */
const codeFont = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  variable: '--font-code',
  display: 'swap',
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'SFMono-Regular', 'Menlo', 'Consolas', 'DejaVu Sans Mono', 'monospace'],
});

/** The classes that define both fonts for a document. */
export const fontClasses = `${textFont.variable} ${codeFont.variable}`;
