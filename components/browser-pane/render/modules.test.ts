import { describe, expect, it } from 'vitest';
import { absoluteImports, collectModules, resolveSpecifier } from './modules';

const page = 'http://localhost:8080/app/';
const resolve = (specifier: string, base: string) => resolveSpecifier(specifier, base, page, { imports: { vue: '/lib/vue.js', 'lib/': './lib/' } });

describe('resolveSpecifier', () => {
  it.each([
    ['./a.js', 'http://localhost:8080/js/a.js'],
    ['../a.js', 'http://localhost:8080/a.js'],
    ['/a.js', 'http://localhost:8080/a.js'],
    ['http://localhost:3000/a.js', 'http://localhost:3000/a.js'],
    ['vue', 'http://localhost:8080/lib/vue.js'],
    ['lib/x.js', 'http://localhost:8080/app/lib/x.js'],
    ['react', undefined],
    ['data:text/javascript,1', undefined],
  ])('finds %s', (specifier, url) => {
    expect(resolve(specifier, 'http://localhost:8080/js/main.js')).toBe(url);
  });
});

describe('absoluteImports', () => {
  const rewrite = (text: string) => absoluteImports(text, 'http://h/js/main.js', resolve).text;
  it.each([
    ['import a from "./a.js";', 'import a from "http://h/js/a.js";'],
    ["import'./a.js'", "import'http://h/js/a.js'"],
    ['import{a as b}from"./a.js";', 'import{a as b}from"http://h/js/a.js";'],
    ['import x, * as y from\n"./a.js"', 'import x, * as y from\n"http://h/js/a.js"'],
    ['export * from "./a.js"', 'export * from "http://h/js/a.js"'],
    ['export{a}from"./a.js"', 'export{a}from"http://h/js/a.js"'],
    ['const m = await import("./a.js")', 'const m = await import("http://h/js/a.js")'],
    ['import(/* lazily */ "./a.js")', 'import(/* lazily */ "http://h/js/a.js")'],
    ['console.log(import.meta.url)', 'console.log("http://h/js/main.js")'],
  ])('rewrites %s', (text, expected) => {
    expect(rewrite(text)).toBe(expected);
  });

  it.each(['import(name)', 'export const a = "./a.js"', 'export default "./a.js"', 'const important = "./a.js"', 'import react from "react"'])('leaves %s alone', (text) => {
    expect(rewrite(text)).toBe(text);
  });
});

it('collects a page’s modules, each once, also when they import each other', async () => {
  const files: Record<string, string> = {
    'http://h/main.js': 'import "./a.js"; import "./b.js"',
    'http://h/a.js': 'import "./b.js"',
    'http://h/b.js': 'import "./a.js"; import "./gone.js"',
  };
  const asked: string[] = [];
  const modules = await collectModules(
    ['http://h/main.js'],
    async (url) => {
      asked.push(url);
      return files[url] === undefined ? undefined : { url, text: files[url] };
    },
    resolve,
  );
  expect([...modules.keys()].sort()).toEqual(['http://h/a.js', 'http://h/b.js', 'http://h/main.js']);
  expect(modules.get('http://h/a.js')).toBe('import "http://h/b.js"');
  expect(asked.filter((url) => url === 'http://h/b.js')).toHaveLength(1);
});
