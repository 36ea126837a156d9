import { describe, expect, it } from 'vitest';
import { replaceLocation } from './script-location';

describe('replaceLocation', () => {
  it.each([
    ['location.href = "/x"', 'L.href = "/x"'],
    ['window.location = x', 'window.L = x'],
    ['if (document.location.hash) top.location.reload()', 'if (document.L.hash) top.L.reload()'],
    ['const { pathname } = location', 'const { pathname } = L'],
    ['f(location, 1)', 'f(L, 1)'],
    ['[location]', '[L]'],
    ['a ? location : b', 'a ? L : b'],
    ['window?.location', 'window?.L'],
    ['({ location })', '({ location: L })'],
    ['({ a: 1, location, b })', '({ a: 1, location: L, b })'],
    ['`at ${location.host} location ${ { a: `${location}` }.a }`', '`at ${L.host} location ${ { a: `${L}` }.a }`'],
    ['x = 1 / 2; location.reload() / 3', 'x = 1 / 2; L.reload() / 3'],
    ['return /"/.test(location)', 'return /"/.test(L)'],
    ['x.replace(/[/"\']/g, ""); location', 'x.replace(/[/"\']/g, ""); L'],
    ["// don't\nlocation.reload()", "// don't\nL.reload()"],
    ['function f(location) { return location.x }', 'function f(L) { return L.x }'],
  ])('renames in %s', (script, expected) => {
    expect(replaceLocation(script, 'L')).toBe(expected);
  });

  it.each([
    '"location"',
    "'a location'",
    '`the location`',
    '// location',
    '/* location */',
    'warehouse.location = "here"',
    'a.window.location',
    'this.state.location.x',
    '({ location: 1 })',
    '({ location() { return 1 } })',
    'allocation + locations',
    '/location/.test(x)',
    'obj?.location',
  ])('leaves %s alone', (script) => {
    expect(replaceLocation(script, 'L')).toBe(script);
  });
});
