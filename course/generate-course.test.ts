import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readableText, renderLesson } from './fixtures/render';
import { generateCourse } from './generate-course';

const quirks = readFileSync(new URL('fixtures/quirks.md', import.meta.url), 'utf8');
const generate = (text: string) => generateCourse(text, 'questions.md');
const lesson = (answer: string) => generate(`- **What is it?**\n${answer}\n`).lessons[0]!;
const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('a document as people write them', () => {
  const course = generate(quirks);

  it.each([...course.files.keys()])('becomes %s', async (name) => {
    await expect(course.files.get(name)).toMatchFileSnapshot(`fixtures/quirks/${name}`);
  });

  it('loses no word on the way to the page', async () => {
    const rendered = await Promise.all(course.lessons.map(async (each) => readableText((await renderLesson(each.mdx)).html)));
    const arrived = new Set(words([...rendered, JSON.stringify(course.index)].join(' ')));
    // What is Markdown rather than words: a comment, the names of directives, a slug, keys, tags, language names.
    const source = quirks
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/^\s*:{3,}\w*(\{#\w+)?/gm, '')
      .replace(/Read more:|\{#see-images\}|```\w+|<\/?(kbd|br)>|\[yard\]/g, '')
      .replace(/title=/g, '')
      .replace(/\[x\]/g, '')
      .replace(/\[\^1\]/g, '');
    expect(words(source).filter((word) => !arrived.has(word) && !/^\d$/.test(word))).toEqual([]);
  });

  it('gives each lesson a page that MDX can read, with the title as its only h1', async () => {
    for (const each of course.lessons) {
      const { html } = await renderLesson(each.mdx);
      expect(html.match(/<h1>.*?<\/h1>/g)).toHaveLength(1);
      expect(html).not.toContain('<p><h');
    }
  });

  it('shows braces, angle brackets and the words export and import as they were written', async () => {
    const { html } = await renderLesson(course.lessons.find((each) => each.slug === 'flag')?.mdx ?? '');
    const text = readableText(html);
    for (const written of ["{to: 'others'} when x < 5 or y<z.", 'export default is a phrase', 'import { cloth } from the east', 'import restrictions apply'])
      expect(text).toContain(written);
  });

  it('is the same, byte for byte, every time, and with the line ends of Windows', () => {
    expect([...generate(quirks).files]).toEqual([...course.files]);
    expect([...generate(quirks.replace(/\n/g, '\r\n')).files]).toEqual([...course.files]);
  });
});

describe('an answer', () => {
  it('may be indented or not, on the line of its question or below a blank line', () => {
    const bodies = ['  It is *this*.', 'It is *this*.', '\nIt is *this*.', '\n  It is *this*.', '     It is *this*.'].map((answer) => lesson(answer).mdx);
    expect(new Set(bodies).size).toBe(1);
    for (const apart of ['', ':', ' –', ' -']) expect(generate(`- **What is it?**${apart} It is *this*.`).lessons[0]?.mdx).toBe(bodies[0]);
  });

  it('ends where the next question begins, however that is set off', () => {
    const course = generate('- **One?**\nfirst\n- **Two?**\nsecond\n\n* **Three?**\n\nthird\n1. **Four?**\nfourth');
    expect(course.lessons.map((each) => [each.title, each.summary])).toEqual([
      ['One?', 'first'],
      ['Two?', 'second'],
      ['Three?', 'third'],
      ['Four?', 'fourth'],
    ]);
  });

  it('has headings with addresses of their own, one level below the title', async () => {
    const { html, sections } = await renderLesson(
      lesson('\ntext\n\n### What `docker ps` shows\n\ntext\n\n#### More\n\ntext\n\n### What `docker ps` shows\n\ntext').mdx,
    );
    expect(html).toContain('<h2 id="what-docker-ps-shows">What <code>docker ps</code> shows</h2>');
    expect(sections).toEqual([
      { id: 'what-docker-ps-shows', title: 'What docker ps shows', depth: 2 },
      { id: 'more', title: 'More', depth: 3 },
      { id: 'what-docker-ps-shows-2', title: 'What docker ps shows', depth: 2 },
    ]);
  });

  it('keeps commands out of headings, links and choices, where nothing can be pressed', () => {
    const { commands } = lesson(
      '\n### `docker ps`\n\n[`docker ps`](https://example.org) and `docker images`\n\n:::quiz\nWhich?\n\n- [x] `docker ps`\n- [ ] `docker rm x`\n:::',
    );
    expect(commands).toEqual([{ run: 'docker images', line: 5 }]);
  });

  it('makes a block of a command that is a paragraph of its own, not of one that is all of a list item', () => {
    const { mdx } = lesson('Try:\n\n`docker ps`\n\n- `docker images`');
    expect(mdx).toContain('<CommandBlock\n  steps={[\n    {"run":"docker ps"},\n  ]}\n/>');
    expect(mdx).toContain('- <Command run="docker images" />');
  });

  it('keeps a command between two backticks as code', () => {
    const { commands, mdx } = lesson('Try ``docker ps`` or `docker images`.');
    expect(commands).toEqual([{ run: 'docker images', line: 2 }]);
    expect(mdx).toContain('Try `docker ps` or <Command run="docker images" />.');
  });

  it('names its commands in their order, with the lines they stand on and how they end', () => {
    const { commands } = lesson('Try `docker ps`.\n\n```sh exit=1\ndocker images\ndocker nope\n```');
    expect(commands).toEqual([
      { run: 'docker ps', line: 2 },
      { run: 'docker images', line: 4 },
      { run: 'docker nope', exit: 1, line: 4 },
    ]);
  });

  it.each([
    ['Read more:  \nhttps://example.org/a  \nhttps://example.org/b', ['https://example.org/a', 'https://example.org/b']],
    ['Text.  \n**Read more**\n\n- [A](https://example.org/a)\n- <https://example.org/b>', ['https://example.org/a', 'https://example.org/b']],
    ['Read more: https://example.org/a', ['https://example.org/a']],
    ['1. one\n2. two\n   read more:\n   https://example.org/a', ['https://example.org/a']],
    ['Read more:\n\nhttps://example.org/a\n\nText after.', ['https://example.org/a']],
    ['Read more:\nhttps://example.org/a\nText after.', ['https://example.org/a']],
    ['Read more about https://example.org/a', []],
  ])('gives up its sources: %j', (answer, urls) => {
    const { mdx } = lesson(`Before.\n\n${answer}`);
    expect([...mdx.matchAll(/^ {2}- url: (.*)$/gm)].map((match) => match[1])).toEqual(urls);
    if (answer.includes('Text after.')) expect(mdx).toMatch(/^Text after\.$/m);
  });
});

describe('a document', () => {
  it('has groups: its headings, or one for all', () => {
    const groups = (text: string) => generate(text).index.groups.map((group) => [group.title, ...group.lessons.map((each) => each.title)]);
    expect(groups('# Course\n\n## A\n\n- **One?**\nx\n\n## B\n\n- **Two?**\ny')).toEqual([
      ['A', 'One?'],
      ['B', 'Two?'],
    ]);
    expect(groups('- **One?**\nx')).toEqual([['Questions', 'One?']]);
    expect(groups('### A\n- **One?**\nx\n### In the answer\ntext\n### B\n- **Two?**\ny')).toEqual([
      ['A', 'One?'],
      ['B', 'Two?'],
    ]);
  });

  it('has a title: from its front matter, its first heading or its first group', () => {
    expect(generate('---\ntitle: Ships\n---\n## A\n- **One?**\nx').index.title).toBe('Ships');
    expect(generate('# Ships\n## A\n- **One?**\nx').index.title).toBe('Ships');
    expect(generate('# Ships\n- **One?**\nx').index.title).toBe('Ships');
    expect(generate('## A\n- **One?**\nx').index.title).toBe('A');
  });

  it('gives slugs that an author chose to nobody else, wherever they stand', () => {
    const course = generate('- **What is an image?**\nx\n- **Which?** {#image}\ny\n- **Why? {#why-not}**\nz');
    expect(course.lessons.map((each) => [each.slug, each.title])).toEqual([
      ['image-2', 'What is an image?'],
      ['image', 'Which?'],
      ['why-not', 'Why?'],
    ]);
  });
});
