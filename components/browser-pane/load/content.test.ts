import { describe, expect, it } from 'vitest';
import { decodeText, describeContent, showSize } from './content';

const bytes = (text: string) => new TextEncoder().encode(text);
const describe_ = (headers: [string, string][], body: string | Uint8Array = '', url = 'http://localhost/dir/manifest.tar?x') =>
  describeContent({ headers, body: typeof body === 'string' ? bytes(body) : body }, url);

describe('describeContent', () => {
  it.each([
    ['text/html; charset=utf-8', 'html'],
    ['application/json', 'text'],
    ['application/problem+json', 'text'],
    ['text/css', 'text'],
    ['image/svg+xml', 'image'],
    ['video/mp4', 'media'],
    ['application/pdf', 'download'],
    ['application/octet-stream', 'download'],
  ])('takes %s as %s', (type, kind) => {
    expect(describe_([['content-type', type]]).kind).toBe(kind);
  });

  it('looks at the bytes when nothing is said', () => {
    expect(describe_([], '  <!DOCTYPE html><p>').kind).toBe('html');
    expect(describe_([], 'ahoy\n').kind).toBe('text');
    expect(describe_([], new Uint8Array([0x89, 0x50, 0x4e, 0x47])).mime).toBe('image/png');
    expect(describe_([], new Uint8Array([1, 2, 3])).kind).toBe('download');
  });

  it('offers what is attached, under the name that the server gives it, or else that of its address', () => {
    expect(describe_([['Content-Type', 'text/plain'], ['Content-Disposition', 'attachment; filename="a \\"b\\".txt"']])).toMatchObject({ kind: 'download', fileName: 'a "b".txt' });
    expect(describe_([['Content-Disposition', "attachment; filename*=UTF-8''%C3%A4.txt"]]).fileName).toBe('ä.txt');
    expect(describe_([['Content-Disposition', 'attachment; filename=../../etc/passwd']]).fileName).toBe('passwd');
    expect(describe_([]).fileName).toBe('manifest.tar');
    expect(describe_([], '', 'http://localhost/').fileName).toBe('download');
  });
});

it('reads text by the charset that the server, or else the page, names', () => {
  const latin = new Uint8Array([0xe4]);
  expect(decodeText([['Content-Type', 'text/plain; charset=iso-8859-1']], latin)).toBe('ä');
  expect(decodeText([['Content-Type', 'text/html']], new Uint8Array([...bytes('<meta charset=latin1>'), 0xe4]))).toMatch(/ä$/);
  expect(decodeText([['Content-Type', 'text/plain; charset=nonsense']], bytes('ä'))).toBe('ä');
  expect(decodeText([], bytes('ä'))).toBe('ä');
});

it('shows sizes', () => {
  expect([1, 999, 1500, 2_345_678, 33_000_000].map(showSize)).toEqual(['1 byte', '999 bytes', '1.5 kB', '2.3 MB', '33 MB']);
});
