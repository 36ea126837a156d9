import { commonPrefix } from './completer';
import type { Completion } from './completer';
import { HistoryCursor } from './history-cursor';
import type { KeyActions } from './key-actions';
import type { TypedEvent } from './key-decoder';
import type { EditedLine, LineRequest } from './line-editor';
import { inColumns } from './screen';
import type { Screen } from './screen';
import { TextBuffer } from './text-buffer';

interface Search {
  text: string;
  backwards: boolean;
  failed: boolean;
  /** What was there before, for Ctrl-G. */
  readonly before: { text: string; cursor: number };
}

/** One line being edited: what keys do to it. */
export class EditingSession {
  readonly buffer: TextBuffer;
  readonly history: HistoryCursor;
  private search: Search | undefined;
  private lastKey = '';
  private prefix = '';
  /** How often Meta-. was pressed in a row, and what it put there. */
  private argument: { back: number; start: number } | undefined;
  private dirty: boolean;

  constructor(
    readonly screen: Screen,
    private readonly request: LineRequest,
    buffer: TextBuffer = new TextBuffer(),
  ) {
    this.buffer = buffer;
    buffer.reset(request.initial ?? '');
    this.dirty = buffer.text !== '';
    this.history = new HistoryCursor(request.history);
  }

  /** What to print so that the screen shows the present state; nothing when it does already. */
  refresh(): string {
    if (!this.dirty) return '';
    this.dirty = false;
    this.screen.setPrompt(
      this.search ? `(${this.search.failed ? 'failed ' : ''}${this.search.backwards ? 'reverse-' : ''}i-search)\`${this.search.text}': ` : this.request.prompt,
    );
    return this.screen.update(this.buffer.text, this.buffer.cursor);
  }

  /** Carries out an event; a result ends the line. */
  async handle(
    event: TypedEvent,
    actions: KeyActions,
    show: (text: string) => Promise<void>,
    next: () => Promise<TypedEvent | undefined>,
  ): Promise<EditedLine | undefined> {
    this.dirty = true;
    if (this.search && this.handleSearch(event)) return undefined;
    if (event.type !== 'key') {
      this.buffer.insert(event.text);
      this.lastKey = '';
      return undefined;
    }
    let { name } = event;
    if (name === 'ctrl-x' && this.prefix === '') {
      this.prefix = 'ctrl-x ';
      return undefined;
    }
    name = this.prefix + name;
    this.prefix = '';
    if (name !== 'meta-.' && name !== 'meta-_') this.argument = undefined;
    const again = this.lastKey === name;
    this.lastKey = name;
    switch (name) {
      case 'enter':
        this.buffer.moveTo(this.buffer.text.length);
        return { kind: 'line', text: this.buffer.text };
      case 'ctrl-c':
        this.buffer.moveTo(this.buffer.text.length);
        return { kind: 'interrupt' };
      case 'ctrl-d':
        if (this.buffer.text === '') return { kind: 'end' };
        this.buffer.delete(this.buffer.cursor, this.buffer.right());
        return undefined;
      case 'ctrl-l':
        await show(this.screen.clear(this.buffer.text, this.buffer.cursor));
        this.dirty = false;
        return undefined;
      case 'ctrl-v':
      case 'ctrl-q':
        await this.insertNext(next);
        return undefined;
      case 'ctrl-r':
      case 'ctrl-s':
        this.search = { text: '', backwards: name === 'ctrl-r', failed: false, before: { text: this.buffer.text, cursor: this.buffer.cursor } };
        return undefined;
      case 'tab':
        await this.complete(again, show, next);
        return undefined;
      case 'meta-?':
        await this.complete(true, show, next);
        return undefined;
      case 'meta-.':
      case 'meta-_':
        this.insertLastArgument();
        return undefined;
      case 'meta-#':
        this.buffer.moveTo(0);
        this.buffer.insert('#');
        return { kind: 'line', text: this.buffer.text };
      default: {
        const action = actions[name];
        if (!action || action(this.buffer, this.history) === false) await show('\x07');
        return undefined;
      }
    }
  }

  private async insertNext(next: () => Promise<TypedEvent | undefined>): Promise<void> {
    const event = await next();
    if (!event) return;
    if (event.type !== 'key') this.buffer.insert(event.text);
    else {
      const plain: Record<string, string> = {
        tab: '\t',
        enter: '\n',
        backspace: '\x7f',
        escape: '\x1b',
        up: '\x1b[A',
        down: '\x1b[B',
        right: '\x1b[C',
        left: '\x1b[D',
      };
      const control = /^ctrl-(.)$/.exec(event.name)?.[1];
      this.buffer.insert(plain[event.name] ?? (control ? String.fromCharCode(control.toUpperCase().charCodeAt(0) ^ 64) : ''));
    }
  }

  private insertLastArgument(): void {
    const back = (this.argument?.back ?? 0) + 1;
    const word = this.history.lastWord(back);
    if (word === undefined) return;
    const start = this.argument?.start ?? this.buffer.cursor;
    this.buffer.replace(start, this.buffer.cursor, word);
    this.argument = { back, start };
  }

  /** Ctrl-R: true when the event was for the search. */
  private handleSearch(event: TypedEvent): boolean {
    const search = this.search as Search;
    const look = (here: boolean) => {
      const found = this.history.search(search.text, search.backwards, here, this.buffer.text);
      search.failed = !found && search.text !== '';
      if (!found) return;
      this.buffer.reset(found.text);
      this.buffer.moveTo(found.at);
    };
    if (event.type !== 'key') {
      search.text += event.text;
      look(true);
      return true;
    }
    switch (event.name) {
      case 'ctrl-r':
      case 'ctrl-s':
        search.backwards = event.name === 'ctrl-r';
        look(false);
        return true;
      case 'backspace':
        search.text = search.text.slice(0, -1);
        look(true);
        return true;
      case 'ctrl-g':
        this.buffer.reset(search.before.text);
        this.buffer.moveTo(search.before.cursor);
        this.search = undefined;
        return true;
      default:
        // Any other key ends the search and does what it does.
        this.search = undefined;
        return event.name === 'escape' || event.name === 'ctrl-j';
    }
  }

  private async complete(list: boolean, show: (text: string) => Promise<void>, next: () => Promise<TypedEvent | undefined>): Promise<void> {
    const { completer } = this.request;
    if (!completer) return;
    const completion = await completer(this.buffer.text, this.buffer.cursor);
    const { candidates } = completion;
    const [only] = candidates;
    if (!only) {
      await show('\x07');
      return;
    }
    if (candidates.length === 1) {
      this.buffer.replace(completion.start, this.buffer.cursor, only.text + only.suffix);
      return;
    }
    const common = commonPrefix(candidates.map((candidate) => candidate.text));
    const word = this.buffer.text.slice(completion.start, this.buffer.cursor);
    if (common.length > word.length && common !== word) {
      this.buffer.replace(completion.start, this.buffer.cursor, common);
      return;
    }
    if (!list) {
      await show('\x07');
      return;
    }
    await this.showCandidates(completion, show, next);
  }

  private async showCandidates({ candidates }: Completion, show: (text: string) => Promise<void>, next: () => Promise<TypedEvent | undefined>): Promise<void> {
    const names = candidates.map((candidate) => candidate.display);
    await show(this.refresh());
    if (names.length > 100) {
      await show(`${this.screen.finish()}Display all ${names.length} possibilities? (y or n)`);
      for (;;) {
        const event = await next();
        if (
          !event ||
          (event.type === 'text' && /^[nN]/.test(event.text)) ||
          (event.type === 'key' && (event.name === 'ctrl-c' || event.name === 'backspace'))
        ) {
          await show(this.screen.below(''));
          return;
        }
        if ((event.type === 'text' && /^[yY ]/.test(event.text)) || (event.type === 'key' && event.name === 'tab')) break;
        await show('\x07');
      }
    }
    await show(this.screen.below(inColumns(names, this.screen.width)));
  }
}
