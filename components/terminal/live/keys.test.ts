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
  it('opens an address inside the machine in the pane, and never what is not the web', () => {
    const open = vi.fn();
    vi.stubGlobal('window', { open });
    const browse = vi.fn();
    const inside = ['http://localhost:8080/', 'http://172.17.0.2/', 'http://web.localhost/'];
    for (const address of inside) openLink(address, browse);
    expect(browse.mock.calls).toEqual(inside.map((address) => [address]));
    openLink('javascript:alert(1)', browse);
    expect(open).not.toHaveBeenCalled();
    openLink('https://docs.docker.com/', browse);
    expect(browse).toHaveBeenCalledTimes(inside.length);
    expect(open).toHaveBeenCalledWith('https://docs.docker.com/', '_blank', 'noopener,noreferrer');
    vi.unstubAllGlobals();
  });
});
