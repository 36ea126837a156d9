import { expect, it } from 'vitest';
import { inlineCss, type CssSources } from './css';

const base = 'http://localhost:8080/styles/site.css';
const sheets: Record<string, string> = {
  'http://localhost:8080/styles/base.css': '@charset "utf-8"; a { background: url(../a.png) }',
  'http://localhost:8080/loop.css': '@import "loop.css"; b {}',
};
const sources: CssSources = {
  sheet: async (url) => (sheets[url] === undefined ? undefined : { url, text: sheets[url] }),
  file: async (url) => (url.includes('missing') ? undefined : `data:,${url}`),
};
const inline = (css: string) => inlineCss(css, base, sources);

it('inlines what is named by address, from where the sheet is', async () => {
  expect(await inline('a { background: url(img/a.png) } b { background: URL( "/b.png" ) } @font-face { src: url(\'f.woff2\') format("woff2") }')).toBe(
    'a { background: url("data:,http://localhost:8080/styles/img/a.png") } b { background: url("data:,http://localhost:8080/b.png") } @font-face { src: url("data:,http://localhost:8080/styles/f.woff2") format("woff2") }',
  );
});

it('leaves alone what is no address of a file', async () => {
  for (const css of ['a { fill: url(#grey) }', 'a { background: url(data:image/png;base64,x) }', '/* url(a.png) */', 'a::before { content: "url(a.png)" }', 'a { background: url(missing.png) }', 'a { background: url() }'])
    expect(await inline(css)).toBe(css);
});

it('reads escapes', async () => {
  expect(await inline(String.raw`a { background: url(a\ b\28 1\29.png) }`)).toBe('a { background: url("data:,http://localhost:8080/styles/a%20b(1).png") }');
});

it('puts imported sheets in place, read from where they are', async () => {
  const inner = 'a { background: url("data:,http://localhost:8080/a.png") }';
  expect(await inline('@import "base.css"; p {}')).toBe(` ${inner} p {}`);
  expect(await inline("@import url('base.css') screen and (width > 30rem);")).toBe(`@media screen and (width > 30rem) { ${inner}}`);
  expect(await inline('@import url(base.css) layer(base) supports(display: grid) print;')).toBe(`@media print {@supports (display: grid) {@layer base { ${inner}}}}`);
  expect(await inline('@import "nowhere.css"; p {}')).toBe(' p {}');
});

it('ends when sheets import each other', async () => {
  expect((await inline('@import "/loop.css";')).match(/b \{\}/g)?.length).toBe(8);
});
