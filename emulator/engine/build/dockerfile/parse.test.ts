import { describe, expect, it } from 'vitest';
import { createLinter } from '../lint/linter';
import { DockerfileError } from './error';
import { parseDockerfile } from './parse';

const quiet = () => createLinter('', () => undefined);
const parse = (text: string, frontend: 'builtin' | 'fetched' = 'builtin') => parseDockerfile(text, quiet(), frontend);
const commandsOf = (text: string) => parse(text).stages.at(-1)?.commands ?? [];

function failureOf(text: string): { message: string; start: number | undefined; end: number | undefined } {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof DockerfileError) return { message: error.message, start: error.lines?.start, end: error.lines?.end };
    throw error;
  }
  throw new Error('it was taken');
}

describe('parseDockerfile', () => {
  it('joins continued lines, leaving comments and empty lines in between out', () => {
    const [run] = commandsOf('FROM a\nRUN one \\\n  # a remark\n\n  && two\n');
    expect(run).toMatchObject({ name: 'RUN', original: 'RUN one   && two', lines: { start: 2, end: 5 } });
  });

  it('continues lines with what the escape directive says', () => {
    const [run] = commandsOf('# escape=`\nFROM a\nRUN dir c:\\ `\n more\n');
    expect(run).toMatchObject({ line: { form: 'shell', words: ['dir c:\\  more'] } });
  });

  it('does not continue a line that ends in two backslashes', () => {
    expect(commandsOf('FROM a\nRUN a\\\\\nRUN b\n')).toHaveLength(2);
  });

  it('reads here-documents with their quoting and tabs', () => {
    const [copy] = commandsOf("FROM a\nCOPY <<'ONE' <<-TWO /d/\n\t$x\nONE\n\ttabbed\n\tTWO\n");
    expect(copy).toMatchObject({
      documents: [
        { name: 'ONE', expand: false, content: '\t$x\n' },
        { name: 'TWO', expand: true, content: 'tabbed\n' },
      ],
      lines: { start: 2, end: 6 },
    });
  });

  it('takes a text that looks like JSON and is none for the shell', () => {
    const [cmd, entrypoint] = commandsOf('FROM a\nCMD ["a", \'b\']\nENTRYPOINT ["a", "b"]\n');
    expect(cmd).toMatchObject({ line: { form: 'shell', words: ['["a", \'b\']'] } });
    expect(entrypoint).toMatchObject({ line: { form: 'exec', words: ['a', 'b'] } });
  });

  it('keeps stages apart and their names in lower case', () => {
    const { stages, globals } = parse('ARG V=1\nFROM a AS One\nRUN x\nFROM --platform=linux/arm64 b\n');
    expect(globals).toMatchObject([{ key: 'V', value: '1' }]);
    expect(stages).toMatchObject([
      { name: 'one', base: 'a', platform: undefined },
      { name: '', base: 'b', platform: 'linux/arm64' },
    ]);
  });

  it('says what is wrong and where', () => {
    expect(failureOf('FROM a\nFORM b\n')).toEqual({
      message: 'dockerfile parse error on line 2: unknown instruction: FORM (did you mean FROM?)',
      start: 2,
      end: 2,
    });
    expect(failureOf('FROM a\nRUN <<EOF\nx\n')).toEqual({ message: 'unterminated heredoc', start: 2, end: 3 });
    expect(failureOf('FROM a\nENV A\nFORM\n').message).toBe('ENV must have two arguments');
    expect(failureOf('').message).toBe('the Dockerfile cannot be empty');
    expect(failureOf('RUN x\n')).toMatchObject({ message: 'no build stage in current context', start: 1 });
  });

  it('takes the newest flags only from a fetched frontend', () => {
    expect(failureOf('FROM a\nCOPY --parents a b\n').message).toBe('dockerfile parse error on line 2: unknown flag: --parents');
    expect(parse('FROM a\nCOPY --parents a b\n', 'fetched').stages[0]?.commands[0]).toMatchObject({ parents: true });
  });

  it('tells of habits that are better given up', () => {
    const linter = quiet();
    parseDockerfile('FROM a as One\nfrom b AS one\nMAINTAINER me\nRUN x \\\n\n y\n', linter, 'builtin');
    expect(linter.findings.map(({ rule, lines }) => [rule.name, lines.start])).toEqual([
      ['NoEmptyContinuation', 6],
      ['StageNameCasing', 1],
      ['FromAsCasing', 1],
      ['FromAsCasing', 2],
      ['MaintainerDeprecated', 3],
      ['DuplicateStageName', 2],
      ['ConsistentInstructionCasing', 2],
    ]);
  });
});
