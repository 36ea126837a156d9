/** The command that the cursor is in, cut into words without quotes. */
export interface CursorWords {
  /** All words of this command up to the cursor; the last one is the beginning of what is to be completed. */
  readonly words: readonly string[];
  /** Where the last word begins in the line. */
  readonly start: number;
  /** The quote that is open in the last word. */
  readonly quote: '' | "'" | '"';
  /** The last word is a redirection's target. */
  readonly redirection: boolean;
}

const keywords = new Set(['if', 'then', 'else', 'elif', 'do', 'while', 'until', '!', '{', 'time']);

/** Reads the line up to the cursor as the shell would: a new command begins behind `;`, `|`, `&&`, `(`, `$(`, `` ` `` and words such as `then`. */
export function wordsAtCursor(line: string, cursor: number): CursorWords {
  const text = line.slice(0, cursor);
  let words: string[] = [];
  let word = '';
  let open = false;
  let start = cursor;
  let quote: '' | "'" | '"' = '';
  let redirection = false;
  const finish = () => {
    if (open) {
      if (redirection) redirection = false;
      else if (!(words.length === 0 && (keywords.has(word) || /^[A-Za-z_][A-Za-z0-9_]*=/.test(word)))) words.push(word);
    }
    open = false;
    word = '';
  };
  const begin = (at: number) => {
    if (!open) start = at;
    open = true;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (quote === "'") {
      if (letter === "'") quote = '';
      else word += letter;
      continue;
    }
    if (letter === '$' && text[at + 1] === '(' && quote !== '"') {
      finish();
      words = [];
      at++;
      continue;
    }
    if (letter === '\\') {
      begin(at);
      word += text[at + 1] ?? '';
      at++;
      continue;
    }
    if (letter === '"') {
      begin(at);
      quote = quote === '"' ? '' : '"';
      continue;
    }
    if (quote === '"') {
      word += letter;
      continue;
    }
    if (letter === "'") {
      begin(at);
      quote = "'";
    } else if (/\s/.test(letter)) {
      finish();
      if (letter === '\n') words = [];
    } else if (/[;&|()`]/.test(letter)) {
      finish();
      words = [];
      redirection = false;
    } else if (letter === '<' || letter === '>') {
      finish();
      redirection = true;
    } else {
      begin(at);
      word += letter;
    }
  }
  if (!open) start = cursor;
  return { words: [...words, word], start, quote, redirection };
}
