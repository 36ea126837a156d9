import { describe, expect, it } from 'vitest';
import { isUnfinished } from './incomplete';
import { parseSource } from './parse';
import { printFunction } from './print';
import type { SimpleCommand } from './tree';

/** The first simple command of a source. */
function simple(source: string): SimpleCommand {
  const command = parseSource(source).statements[0]?.chain[0]?.commands[0];
  if (command?.type !== 'simple') throw new Error('no simple command');
  return command;
}

describe('parsing', () => {
  it('tells text that is known beforehand from what has to be expanded', () => {
    const literals = simple('echo plain "quoted" \'single\' a\\ b $x {a,b} *.c ~ ""').words.map((word) => ('literal' in word ? word.literal : 'assignment'));
    expect(literals).toEqual(['echo', 'plain', 'quoted', 'single', 'a b', undefined, undefined, undefined, undefined, '']);
  });

  it('keeps line numbers through nested constructs', () => {
    const [, statement] = parseSource('a\nif b\nthen\n  c\nfi').statements;
    const command = statement?.chain[0]?.commands[0];
    expect(statement).toMatchObject({ line: 2, lastLine: 5 });
    expect(command?.type === 'if' && command.branches[0]?.body.statements[0]?.line).toBe(4);
  });

  it('gives the commands before the line with an error, and none of that line', () => {
    const parsed = parseSource('one\ntwo; three; )\nfour');
    expect(parsed.statements).toHaveLength(1);
    expect(parsed.problem).toEqual({ kind: 'token', token: ')', line: 2, sourceLine: 'two; three; )' });
  });

  it('prints functions as bash does', () => {
    const [statement] = parseSource('f() { for i in 1 2; do echo $i; done; [[ -n x ]] && return 3; }').statements;
    const command = statement?.chain[0]?.commands[0];
    expect(command?.type === 'function' && printFunction(command)).toBe(
      'f () \n{ \n    for i in 1 2;\n    do\n        echo $i;\n    done;\n    [[ -n x ]] && return 3\n}',
    );
  });
});

describe('unfinished input', () => {
  it.each(['echo "a\n', "echo 'a\n", 'if true\n', 'f() {\n', 'a |\n', 'a &&\n', 'a \\\n', 'cat <<E\nx\n', 'echo $(a\n', 'case x in\n', '(a\n', 'x=(1\n'])(
    '%j needs more',
    (text) => {
      expect(isUnfinished(text)).toBe(true);
    },
  );
  it.each(['echo a\n', 'a )\n', 'fi\n', 'cat <<E\nx\nE\n', 'echo \\\\\n', '# "\n', 'a;;\n'])('%j does not', (text) => {
    expect(isUnfinished(text)).toBe(false);
  });
});
