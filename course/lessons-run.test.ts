import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMachine } from '../emulator/index';
import { openSession } from './fixtures/session';
import type { Session } from './fixtures/session';
import { generateCourse } from './generate-course';
import type { LessonCommand } from './lesson/convert-answer';

const source = readFileSync(new URL('../content/questions/docker.md', import.meta.url), 'utf8');
const { lessons } = generateCourse(source, 'content/questions/docker.md');

/** What starts a server in the background. Whoever reads on gives it a moment to come up, and so does this test (milliseconds). */
const startsService = /\bdocker run\b.* (-d|--detach)\b/;
const comingUp = 1000;

/** Types the commands of a lesson, and says which did not do what the lesson says. */
async function follow(session: Session, commands: readonly LessonCommand[]): Promise<string[]> {
  const failed: string[] = [];
  for (const command of commands) {
    const { output, code } = await session.run(command.run, command.until);
    if (startsService.test(command.run)) await new Promise((resolve) => setTimeout(resolve, comingUp));
    const wanted = command.until === 'ctrl-c' ? [0, 130] : [command.exit ?? 0];
    const where = `docker.md:${command.line}: ${command.run}`;
    if (!wanted.includes(code)) failed.push(`${where}\n  ended with ${code}, not ${wanted.join(' or ')}:\n${output}`);
    else if (command.output !== undefined && output.trimEnd() !== command.output) failed.push(`${where}\n  printed\n${output}\n  and not\n${command.output}`);
  }
  return failed;
}

// A lesson is read from top to bottom, in one terminal: so are its commands run here, on a machine of its own.
describe.each(lessons)('the lesson $slug', ({ slug, commands }) => {
  it('has at least three commands to try', () => {
    expect(new Set(commands.map((command) => command.run)).size).toBeGreaterThanOrEqual(3);
  });

  it('runs in a terminal as its text says', async () => {
    const machine = await createMachine({ seed: slug, instant: true });
    const session = await openSession(machine);
    const failed = await follow(session, commands);
    session.close();
    await machine.shutDown();
    expect(failed.join('\n')).toBe('');
  }, 60_000);
});

describe('the lessons together', () => {
  it('run in their order on one machine, and then once more', async () => {
    const machine = await createMachine({ seed: 'course', instant: true });
    const session = await openSession(machine);
    const failed: string[] = [];
    for (const round of ['first', 'second'])
      for (const { slug, commands } of lessons) failed.push(...(await follow(session, commands)).map((what) => `${round} round, ${slug}: ${what}`));
    session.close();
    await machine.shutDown();
    expect(failed.join('\n')).toBe('');
  }, 120_000);
});
