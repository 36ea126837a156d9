import { parseExpandable } from '../parser/convert-word';
import type { Word, WordPart } from '../parser/tree';
import { calculate } from '../state/assign';
import { ExpansionError } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { expandBraces, TooManyWords } from './brace';
import { FieldBuilder, fieldPattern, fieldText } from './field';
import type { Field } from './field';
import { expandGlob } from './glob';
import { expandParameter, isList } from './parameter';
import type { WordExpander } from './parameter-operation';
import { hasPattern } from './pattern';
import { expandPrompt } from './prompt';
import { expandTildes } from './tilde';

const expander: WordExpander = {
  into: (word, builder, quoted, shell) => expandParts(word.parts, builder, quoted, 'operand', shell),
  text: expandText,
  dynamicText: expandDynamic,
  pattern: expandPattern,
  field: expandField,
  *prompt(text, shell) {
    return yield* expandDynamic(expandPrompt(text, shell), shell);
  },
};

/** `operand`: the word of `${x:-word}`, whose plain text is cut at IFS like a value. */
type Mode = 'word' | 'assignment' | 'operand' | 'none';

function* expandParts(parts: readonly WordPart[], builder: FieldBuilder, quoted: boolean, mode: Mode, shell: Shell): Step<void> {
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as WordPart;
    switch (part.type) {
      case 'text':
        if (!quoted && mode !== 'none' && part.text.includes('~')) {
          // A word that looks like an assignment (`a=~`) is treated as one.
          const looksAssigned = i === 0 && mode === 'word' && shell.flavour === 'bash' ? (/^[A-Za-z_]\w*=(?=~)/.exec(part.text)?.[0] ?? '') : '';
          if (looksAssigned) builder.add(looksAssigned, false);
          for (const piece of expandTildes(
            part.text.slice(looksAssigned.length),
            mode === 'assignment' || looksAssigned !== '',
            i === 0,
            i < parts.length - 1,
            shell,
          ))
            if (mode === 'operand' && !piece.quoted) builder.addSplit(piece.text);
            else builder.add(piece.text, piece.quoted);
        } else if (mode === 'operand' && !quoted) builder.addSplit(part.text);
        else builder.add(part.text, quoted);
        break;
      case 'quoted':
        builder.add(part.text, true);
        break;
      case 'double':
        if (!part.parts.every((inner) => inner.type === 'parameter' && isList(inner)) || part.parts.length === 0) builder.add('', true);
        yield* expandParts(part.parts, builder, true, 'none', shell);
        break;
      case 'parameter':
        yield* expandParameter(part, builder, quoted, shell, expander);
        break;
      case 'command': {
        const text = yield* shell.engine.substitute(shell, part.body, part.broken);
        if (quoted) builder.add(text, true);
        else builder.addSplit(text);
        break;
      }
      case 'arithmetic': {
        const text = String(calculate(yield* expandText(part.expression, shell), shell));
        if (quoted) builder.add(text, true);
        else builder.addSplit(text);
        break;
      }
      case 'process':
        builder.add(yield* shell.engine.processSubstitution(shell, part.body, part.operator), true);
        break;
    }
  }
}

/** Expands words into the arguments of a command: braces, tildes, `$…`, splitting, file names, quotes. */
export function* expandWords(words: readonly Word[], shell: Shell): Step<string[]> {
  const result: string[] = [];
  for (const word of words) {
    if (word.literal !== undefined) {
      result.push(word.literal);
      continue;
    }
    const variants = word.braces && shell.options.has('braceexpand') ? yield* variantsOf(word, shell) : [word];
    for (const variant of variants) {
      const tick = variants.length > 1000 ? shell.process.tick() : undefined;
      if (tick) yield tick;
      if (typeof variant === 'string') {
        result.push(variant);
        continue;
      }
      const builder = new FieldBuilder(shell.separators, true);
      yield* expandParts(variant.parts, builder, false, 'word', shell);
      for (const field of builder.fields) expandNames(field, shell, result);
    }
  }
  return result;
}

/** Brace expansion; too many words are told, and the braces stay. */
function* variantsOf(word: Word, shell: Shell): Step<(Word | string)[]> {
  try {
    return expandBraces(word);
  } catch (error) {
    if (!(error instanceof TooManyWords)) throw error;
    yield* shell.complain(error.message);
    return [word];
  }
}

/** File name expansion of one field. */
function expandNames(field: Field, shell: Shell, result: string[]): void {
  const { options } = shell;
  const text = fieldText(field);
  if (options.has('noglob') || !/[*?[]|[+@!]\(/.test(text)) {
    result.push(text);
    return;
  }
  const pattern = fieldPattern(field);
  if (!hasPattern(pattern, true)) {
    result.push(text);
    return;
  }
  const found = expandGlob(pattern, shell.process.files, {
    extended: true,
    dot: options.shell('dotglob'),
    star: options.shell('globstar'),
    ignoreCase: options.shell('nocaseglob'),
  });
  if (found.length > 0) result.push(...ignored(found, shell));
  else if (options.shell('failglob')) throw new ExpansionError(`no match: ${text}`);
  else if (!options.shell('nullglob')) result.push(text);
}

/** GLOBIGNORE. */
function ignored(paths: string[], shell: Shell): string[] {
  const ignore = shell.variables.get('GLOBIGNORE');
  if (!ignore) return paths;
  const patterns = ignore.split(':').map((pattern) => shell.pattern(pattern));
  return paths.filter((path) => !patterns.some((pattern) => pattern.matches(path)));
}

/** One field, neither split nor matched with files: assignments, case words, here-strings, redirections' targets before their own rules. */
export function* expandField(word: Word, shell: Shell, mode: Mode = 'word'): Step<Field> {
  const builder = new FieldBuilder(shell.separators, false);
  yield* expandParts(word.parts, builder, false, mode, shell);
  return { chunks: builder.fields.flatMap((field) => field.chunks) };
}

/** The text of {@link expandField}. */
export function* expandText(word: Word, shell: Shell): Step<string> {
  if (word.literal !== undefined) return word.literal;
  return fieldText(yield* expandField(word, shell));
}

/** The value of an assignment: tildes count after each colon too. */
export function* expandAssigned(word: Word, shell: Shell): Step<string> {
  if (word.literal !== undefined) return word.literal;
  return fieldText(yield* expandField(word, shell, 'assignment'));
}

/** A pattern, in which quoted letters stand behind backslashes. */
export function* expandPattern(word: Word, shell: Shell): Step<string> {
  return fieldPattern(yield* expandField(word, shell));
}

/** A regular expression for `=~`: what was quoted stands for itself. */
export function* expandRegular(word: Word, shell: Shell): Step<string> {
  const field = yield* expandField(word, shell);
  return field.chunks.map(({ text, quoted }) => (quoted ? text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : text)).join('');
}

/** Text that is only known at run time, such as a subscript or PS1, with `$…` in it. */
export function* expandDynamic(source: string, shell: Shell): Step<string> {
  if (!/[$`\\]/.test(source)) return source;
  return yield* expandText(parseExpandable(source), shell);
}

/** A redirection's target or a here-string: one word (ash and dash neither split it nor look for files), or undefined when it comes to several (`ambiguous redirect`). */
export function* expandTarget(word: Word, shell: Shell): Step<string | undefined> {
  if (shell.flavour !== 'bash') return yield* expandText(word, shell);
  const fields = yield* expandWords([word], shell);
  return fields.length === 1 ? fields[0] : undefined;
}

/** A prompt: backslash escapes, then `$…`. */
export function* expandPromptText(text: string, shell: Shell): Step<string> {
  const escaped = expandPrompt(text, shell);
  return shell.options.shell('promptvars') ? yield* expandDynamic(escaped, shell) : escaped;
}
