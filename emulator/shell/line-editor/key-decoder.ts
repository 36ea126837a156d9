/** What was typed: letters, a key by its name (`ctrl-a`, `meta-b`, `up`, `home`…), or a whole paste. */
export type TypedEvent =
  { readonly type: 'text'; readonly text: string } | { readonly type: 'key'; readonly name: string } | { readonly type: 'paste'; readonly text: string };

const finals: Record<string, string> = { A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end', Z: 'shift-tab', P: 'f1', Q: 'f2', R: 'f3', S: 'f4' };
const tildes: Record<string, string> = { '1': 'home', '2': 'insert', '3': 'delete', '4': 'end', '5': 'page-up', '6': 'page-down', '7': 'home', '8': 'end' };
const pasteEnd = '\x1b[201~';

/** Cuts what a terminal sends into events; what is incomplete waits for more. */
export class KeyDecoder {
  private readonly decoder = new TextDecoder();
  private rest = '';
  /** Pieces of a paste that has not ended. */
  private paste: string[] | undefined;

  feed(bytes: Uint8Array): TypedEvent[] {
    let text = this.rest + this.decoder.decode(bytes, { stream: true });
    this.rest = '';
    const events: TypedEvent[] = [];
    while (text !== '') {
      if (this.paste) {
        text = this.takePaste(text, events);
        continue;
      }
      const plain = /^[^\x00-\x1f\x7f]+/.exec(text)?.[0];
      if (plain !== undefined) {
        events.push({ type: 'text', text: plain });
        text = text.slice(plain.length);
        continue;
      }
      const length = this.takeKey(text, events);
      if (length === 0) {
        this.rest = text;
        break;
      }
      text = text.slice(length);
    }
    return events;
  }

  /** Whether an Escape waits for what follows it. */
  get pending(): boolean {
    return this.rest !== '';
  }

  private takePaste(text: string, events: TypedEvent[]): string {
    const paste = this.paste as string[];
    // The end mark may be cut in two: look at the last piece's end together with this one.
    const last = paste.pop() ?? '';
    const tail = last.slice(-(pasteEnd.length - 1));
    const joined = tail + text;
    const end = joined.indexOf(pasteEnd);
    if (end < 0) {
      paste.push(last.slice(0, last.length - tail.length), joined);
      return '';
    }
    paste.push(last.slice(0, last.length - tail.length), joined.slice(0, end));
    events.push({ type: 'paste', text: paste.join('').replace(/\r\n?/g, '\n') });
    this.paste = undefined;
    return joined.slice(end + pasteEnd.length);
  }

  /** Reads one key from the start of `text`; gives how much of it that was, 0 when it is not complete. */
  private takeKey(text: string, events: TypedEvent[]): number {
    const letter = text[0] as string;
    if (letter !== '\x1b') {
      events.push({ type: 'key', name: controlName(letter) });
      return 1;
    }
    if (text.length === 1) return 0;
    const sequence = /^\x1b(?:\[|O)([0-9;?]*)([A-Za-z~])/.exec(text);
    if (sequence) {
      const [whole, parameters = '', final = ''] = sequence;
      if (whole === '\x1b[200~') this.paste = [];
      else {
        const name = sequenceName(parameters, final);
        if (name) events.push({ type: 'key', name });
      }
      return whole.length;
    }
    if (/^\x1b(\[|O)[0-9;?]*$/.test(text) && text.length < 16 && text !== '\x1bO') return 0;
    const next = text[1] as string;
    if (next === '\x1b') {
      events.push({ type: 'key', name: 'escape' });
      return 1;
    }
    const name = next < ' ' || next === '\x7f' ? controlName(next) : next;
    events.push({ type: 'key', name: `meta-${name}` });
    return 2;
  }
}

function controlName(letter: string): string {
  const code = letter.charCodeAt(0);
  if (code === 9) return 'tab';
  if (code === 10 || code === 13) return 'enter';
  if (code === 127 || code === 8) return 'backspace';
  if (code === 31) return 'ctrl-_';
  return `ctrl-${String.fromCharCode(code + 64).toLowerCase()}`;
}

function sequenceName(parameters: string, final: string): string | undefined {
  const [first = '', modifier = '1'] = parameters.split(';');
  const base = final === '~' ? tildes[first] : finals[final];
  if (!base) return undefined;
  const bits = Number(modifier) - 1;
  return `${bits & 4 ? 'ctrl-' : ''}${bits & 2 ? 'meta-' : ''}${base}`;
}
