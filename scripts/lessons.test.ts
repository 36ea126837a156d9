import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateCourse } from '../course/generate-course';

const root = join(import.meta.dirname, '..');
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lessons-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function lessons(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'scripts/lessons.ts'), ...args], {
    cwd: directory,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const write = (text: string) => writeFileSync(join(directory, 'questions.md'), text);
const run = (...args: string[]) => lessons('--from', 'questions.md', '--out', 'out', ...args);
const twoQuestions = '## A\n- **What is one?**\nfirst\n- **What is two?**\nsecond\n';

describe('npm run lessons', () => {
  it('writes a file for every question, and the index', () => {
    write(twoQuestions);
    expect(run()).toEqual({ status: 0, stdout: '2 lessons in out: 2 written, 0 removed\n', stderr: '' });
    expect(readdirSync(join(directory, 'out')).sort()).toEqual(['index.json', 'two.mdx', 'what-is-one.mdx']);
    expect(readdirSync(directory).sort()).toEqual(['out', 'questions.md']);
    const { files } = generateCourse(twoQuestions, 'questions.md');
    for (const [name, content] of files) expect(readFileSync(join(directory, 'out', name), 'utf8')).toBe(content);
  });

  it('touches nothing that is up to date, and removes what it once wrote for a question that is gone', () => {
    write(twoQuestions);
    run();
    writeFileSync(join(directory, 'out/mine.mdx'), 'written by hand');
    const before = statSync(join(directory, 'out/two.mdx')).mtimeMs;
    write(twoQuestions.replace('one', 'three'));
    expect(run().stdout).toBe('2 lessons in out: 1 written, 1 removed\n');
    expect(statSync(join(directory, 'out/two.mdx')).mtimeMs).toBe(before);
    expect(readdirSync(join(directory, 'out')).sort()).toEqual(['index.json', 'mine.mdx', 'three.mdx', 'two.mdx']);
  });

  it('writes nothing when the document is malformed', () => {
    write(twoQuestions);
    run();
    const before = readFileSync(join(directory, 'out/two.mdx'), 'utf8');
    write(`${twoQuestions.replace('second', 'another')}- **What is three?**\n`);
    expect(run()).toEqual({ status: 1, stdout: '', stderr: 'lessons: questions.md:6: expected an answer under the question “What is three?”\n' });
    expect(readFileSync(join(directory, 'out/two.mdx'), 'utf8')).toBe(before);
  });

  it('checks: names each file that is stale, missing or left over, and writes nothing', () => {
    write(twoQuestions);
    run();
    expect(run('--check')).toEqual({ status: 0, stdout: '', stderr: '' });
    write(twoQuestions.replace('second', 'another').replace('one', 'three'));
    const before = readdirSync(join(directory, 'out'));
    expect(run('--check')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'lessons: out/three.mdx is missing: run npm run lessons\nlessons: out/two.mdx is stale: run npm run lessons\n' +
        'lessons: out/index.json is stale: run npm run lessons\nlessons: out/what-is-one.mdx belongs to no question: run npm run lessons\n',
    });
    expect(readdirSync(join(directory, 'out'))).toEqual(before);
  });

  it('says which file cannot be read, and how it is used', () => {
    expect(run()).toMatchObject({ status: 1, stderr: "lessons: ENOENT: no such file or directory, open 'questions.md'\n" });
    expect(lessons('--nope').status).toBe(2);
    expect(lessons('--nope').stderr).toContain('Usage: npm run lessons');
    expect(lessons('--help')).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('content/lessons', () => {
  it('is what content/questions/docker.md gives now', () => {
    const source = readFileSync(join(root, 'content/questions/docker.md'), 'utf8');
    const { files } = generateCourse(source, 'content/questions/docker.md');
    const present = readdirSync(join(root, 'content/lessons')).sort();
    const stale = [...files]
      .filter(([name, content]) => !present.includes(name) || readFileSync(join(root, 'content/lessons', name), 'utf8') !== content)
      .map(([name]) => name);
    expect(stale, 'run npm run lessons').toEqual([]);
    expect(present).toEqual([...files.keys()].sort());
  });
});
