import { describe, expect, it } from 'vitest';
import { readAddress, resolveAddress, showAddress } from './address';

describe('readAddress', () => {
  it.each([
    ['8080', 'http://localhost:8080/'],
    [':8080/a?b#c', 'http://localhost:8080/a?b#c'],
    ['80', 'http://localhost/'],
    [' localhost:8080/path ', 'http://localhost:8080/path'],
    ['localhost', 'http://localhost/'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['172.17.0.2', 'http://172.17.0.2/'],
    ['172.17.0.2:3000/x', 'http://172.17.0.2:3000/x'],
    ['[::1]:8080', 'http://[::1]:8080/'],
    ['//localhost:1/', 'http://localhost:1/'],
    ['HTTPS://localhost:8443/', 'https://localhost:8443/'],
    ['http://user:secret@localhost:8080/', 'http://localhost:8080/'],
    ['example.com/ä', 'http://example.com/%C3%A4'],
  ])('reads %s', (typed, url) => {
    expect(readAddress(typed)).toBe(url);
  });

  it('reads paths and queries on a page only', () => {
    expect(readAddress('/login', 'http://localhost:8080/a/b')).toBe('http://localhost:8080/login');
    expect(readAddress('?x=1', 'http://localhost:8080/a/b')).toBe('http://localhost:8080/a/b?x=1');
    expect(readAddress('/login')).toBeUndefined();
  });

  it.each(['', '  ', 'how do I', 'javascript://alert', 'file:///etc/passwd', 'localhost:99999', 'http://', '99999'])('refuses %s', (typed) => {
    expect(readAddress(typed)).toBeUndefined();
  });
});

describe('showAddress', () => {
  it('leaves out what goes without saying', () => {
    expect(showAddress('http://localhost:8080/')).toBe('localhost:8080');
    expect(showAddress('http://localhost:8080/a?b#c')).toBe('localhost:8080/a?b#c');
    expect(showAddress('https://localhost/')).toBe('https://localhost');
  });
});

describe('resolveAddress', () => {
  it('knows only addresses that the machine can be asked for', () => {
    expect(resolveAddress('../x', 'http://localhost:8080/a/b/c')).toBe('http://localhost:8080/a/x');
    expect(resolveAddress('data:text/plain,x', 'http://localhost:8080/')).toBeUndefined();
    expect(resolveAddress('javascript:alert(1)', 'http://localhost:8080/')).toBeUndefined();
  });
});
