import { expect, it } from 'vitest';
import { expandHistory } from './history-expansion';

const history = ['echo one', 'ls -l /etc/passwd', 'git commit -m "a b"'];
const text = (line: string) => {
  const result = expandHistory(line, history, 1);
  return 'missing' in result ? `missing ${result.missing}` : result.text;
};

it.each([
  ['!!', 'git commit -m "a b"'],
  ['sudo !!', 'sudo git commit -m "a b"'],
  ['!1', 'echo one'],
  ['!-2', 'ls -l /etc/passwd'],
  ['!ls', 'ls -l /etc/passwd'],
  ['!?passwd?', 'ls -l /etc/passwd'],
  ['echo !$', 'echo "a b"'],
  ['echo !ls:$', 'echo /etc/passwd'],
  ['echo !ls:1-2', 'echo -l /etc/passwd'],
  ['echo !ls:$:t', 'echo passwd'],
  ['^git^hg^', 'hg commit -m "a b"'],
  ["echo '!!'", "echo '!!'"],
  ['echo \\!x', 'echo \\!x'],
  ['echo hi!', 'echo hi!'],
  ['[ a != b ]', '[ a != b ]'],
  ['!nope', 'missing !nope'],
])('%s becomes %s', (line, expected) => {
  expect(text(line)).toBe(expected);
});
