import { DockerfileError } from './error';

/** The variable in a `${…}`. */
interface Subject {
  readonly name: string;
  readonly value: string | undefined;
  markUndefined(): void;
}

/** What follows its name. */
interface Rest {
  peek(): string | undefined;
  take(): string | undefined;
  /** A word up to (not including) `stop`, expanded. */
  word(stop: string): string;
  /** A pattern up to `stop`, or to the end. */
  raw(stop: string): string;
}

/** A glob as a regular expression's source; `*` as short as it can be when not `greedy`. */
function globSource(glob: string, greedy: boolean): string {
  let source = '';
  for (let at = 0; at < glob.length; at++) {
    const letter = glob[at] ?? '';
    if (letter === '*') source += greedy ? '.*' : '.*?';
    else if (letter === '?') source += '.';
    else if (letter === '\\') source += (glob[++at] ?? '').replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    else source += letter.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  }
  return source;
}

/** What remains of `value` without the shortest (or longest) beginning that fits. */
function withoutPrefix(value: string, glob: string, longest: boolean): string {
  return value.replace(new RegExp(`^${globSource(glob, longest)}`, 's'), '');
}

function withoutSuffix(value: string, glob: string, longest: boolean): string {
  const whole = new RegExp(`^${globSource(glob, true)}$`, 's');
  const cuts = Array.from({ length: value.length + 1 }, (_, at) => at);
  if (!longest) cuts.reverse();
  const cut = cuts.find((at) => whole.test(value.slice(at)));
  return cut === undefined ? value : value.slice(0, cut);
}

/** Carries out what stands after the name in `${name…}` and consumes the closing brace. Throws {@link DockerfileError}. */
export function applyModifier(subject: Subject, rest: Rest): string {
  const { name, value } = subject;
  const close = () => {
    if (rest.take() !== '}') throw new DockerfileError("syntax error: missing '}'");
  };
  let operator = rest.take();
  let emptyCounts = false;
  if (operator === ':') {
    emptyCounts = true;
    operator = rest.take();
    if (operator !== '-' && operator !== '+' && operator !== '?')
      throw new DockerfileError(`unsupported modifier (:${operator ?? '\u{FFFD}'}) in substitution`);
  }
  const isSet = value !== undefined && !(emptyCounts && value === '');
  switch (operator) {
    case '-':
    case '+': {
      const word = rest.word('}');
      close();
      return (operator === '-') === isSet ? (operator === '-' ? (value ?? '') : '') : word;
    }
    case '?': {
      const word = rest.word('}');
      close();
      if (isSet) return value;
      if (value === undefined) subject.markUndefined();
      throw new DockerfileError(`${name}: ${word === '' ? (emptyCounts ? 'is not allowed to be empty' : 'is not allowed to be unset') : word}`);
    }
    case '#':
    case '%': {
      const longest = rest.peek() === operator;
      if (longest) rest.take();
      const glob = rest.raw('}');
      close();
      if (value === undefined) subject.markUndefined();
      const cut = operator === '#' ? withoutPrefix : withoutSuffix;
      return cut(value ?? '', glob, longest);
    }
    case '/': {
      const all = rest.peek() === '/';
      if (all) rest.take();
      const glob = rest.raw('/');
      if (rest.take() !== '/') throw new DockerfileError("syntax error: missing '/' in ${}");
      const replacement = rest.word('}');
      close();
      if (value === undefined) subject.markUndefined();
      return (value ?? '').replace(new RegExp(globSource(glob, true), all ? 'gs' : 's'), () => replacement);
    }
    default:
      throw new DockerfileError(`unsupported modifier (${operator ?? '\u{FFFD}'}) in substitution`);
  }
}
