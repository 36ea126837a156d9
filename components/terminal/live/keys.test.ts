import { describe, expect, it, vi } from 'vitest';
import { encodeKey, handleKey } from './keys';
import { openLink } from './links';

describe('encodeKey', () => {
  it('sends arrows as the program has asked for them', () => {
    expect(encodeKey('up', false)).toBe('\x1b[A');
    expect(encodeKey('left', true)).toBe('\x1bOD');
    expect(encodeKey('interrupt', false)).toBe('\x03');
  });
});

describe('handleKey', () => {
  const terminal = { hasSelection: () => false } as never;
  const key = (init: Partial<KeyboardEvent>) =>
    ({ ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, type: 'keydown', preventDefault: () => undefined, ...init }) as KeyboardEvent;

  it('leaves the way out and pasting to the page, and takes everything else', () => {
    expect(handleKey(terminal, key({ key: 'F6' }))).toBe(false);
    expect(handleKey(terminal, key({ key: 'V', ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(handleKey(terminal, key({ key: 'c', ctrlKey: true }))).toBe(true);
    expect(handleKey(terminal, key({ key: 'Tab' }))).toBe(true);
  });
});

describe('openLink', () => {
  it('explains an address inside the machine, and never opens what is not the web', () => {
    const open = vi.fn();
    vi.stubGlobal('window', { open });
    const explain = vi.fn();
    openLink('http://localhost:8080/', explain);
    openLink('http://172.17.0.2/', explain);
    expect(explain).toHaveBeenCalledTimes(2);
    openLink('javascript:alert(1)', explain);
    expect(open).not.toHaveBeenCalled();
    openLink('https://docs.docker.com/', explain);
    expect(open).toHaveBeenCalledWith('https://docs.docker.com/', '_blank', 'noopener,noreferrer');
    vi.unstubAllGlobals();
  });
});
