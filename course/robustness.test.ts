import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentError } from './document/document-error';
import { readableText, renderLesson } from './fixtures/render';
import { generateCourse } from './generate-course';

/** Pieces of text that Markdown, MDX, JSX, YAML or bash might take for something else. */
const pieces = [
  '<hash>',
  '</div>',
  '<br>',
  '<kbd>',
  '</kbd>',
  '<!--',
  '-->',
  '<',
  '>',
  '{',
  '}',
  '{x}',
  '${y}',
  '{/*',
  '*/}',
  '`docker ps`',
  '`docker rmi <hash>`',
  '``docker ps``',
  '`',
  '``',
  '```',
  '~~~',
  '```sh',
  '```console',
  '$ docker ps',
  '**',
  '*',
  '_',
  '__',
  '~~',
  '[',
  ']',
  '](',
  '![',
  '[OPTIONS]',
  '[a](b)',
  '[a][b]',
  '[b]: c',
  '[^1]',
  '[^1]: d',
  'https://example.org/a_(b)',
  'www.example.org',
  'import x',
  'export default',
  'export const a = 1',
  '- ',
  '* ',
  '1. ',
  '# ',
  '## ',
  '### ',
  '> ',
  '|',
  '| a | b |',
  '| --- | --- |',
  '---',
  '***',
  '===',
  '\\',
  '\\{',
  '&amp;',
  '&lt;',
  '&',
  ':',
  '::',
  ':::',
  ':::note',
  '::::',
  ':name',
  '- **Another?**',
  '**Bold**',
  'Read more:',
  'read more',
  '{#slug}',
  '  ',
  '    ',
  '\t',
  'word',
  'Ünïcode',
  '漢字',
  "it's",
  '"quoted"',
  '\u2028',
  '\u00a0',
  '0',
  'import',
  '@a',
  '=',
  '+ ',
  '- [x] ',
  '%',
];

const line = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).chain((parts) => fc.constantFrom('', ' ').map((gap) => parts.join(gap)));
const body = fc
  .array(
    fc.tuple(fc.constantFrom('', '', '  ', '    ', '\t', '> ', '- '), line, fc.constantFrom('', '', '  ')).map((parts) => parts.join('')),
    { minLength: 1, maxLength: 8 },
  )
  .map((lines) => lines.join('\n'));

describe('whatever is written into an answer', () => {
  it('becomes a page that MDX can read, or an error that names a line of the document', async () => {
    let pages = 0;
    await fc.assert(
      fc.asyncProperty(body, async (answer) => {
        const text = `- **What is it?**\n${answer}\n`;
        let course;
        try {
          course = generateCourse(text, 'q.md');
        } catch (error) {
          if (!(error instanceof DocumentError)) throw error;
          expect(error.message).toMatch(/^q\.md:\d+: expected /);
          expect(error.line).toBeGreaterThan(0);
          expect(error.line).toBeLessThanOrEqual(text.split('\n').length);
          return;
        }
        for (const lesson of course.lessons) await renderLesson(lesson.mdx);
        pages++;
      }),
      { numRuns: 400, seed: 28 },
    );
    expect(pages).toBeGreaterThan(100);
  }, 60_000);

  it('arrives on the page, every word of it', async () => {
    const words = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.stringMatching(/^q[a-z]{5}q$/)), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom(' ', '\n', '  \n', '\n\n'), async (parts, gap) => {
        const text = `- **What is it?**\n${parts.map(([piece, word]) => `${piece} ${word}`).join(gap)}\n`;
        let course;
        try {
          course = generateCourse(text, 'q.md');
        } catch (error) {
          if (!(error instanceof DocumentError)) throw error;
          return;
        }
        const arrived =
          (await Promise.all(course.lessons.map(async (lesson) => readableText((await renderLesson(lesson.mdx)).html)))).join(' ') +
          JSON.stringify(course.index);
        // What a comment holds is not for readers; a definition's title shows only where it is used.
        const visible = text.replace(/<!--[\s\S]*?(-->|$)/g, '').replace(/^\s*\[\^?\w\]:.*$/gm, '');
        for (const [word] of visible.matchAll(/\bq[a-z]{5}q\b/g)) expect(arrived).toContain(word);
      }),
      { numRuns: 400, seed: 51 },
    );
  }, 60_000);
});
