import { isSystemError } from '../../kernel/errno';
import type { Process } from '../../process/types';
import type { Terminal } from '../../process/terminal';
import { createKeyActions } from './key-actions';
import { KeyDecoder } from './key-decoder';
import type { TypedEvent } from './key-decoder';
import type { Completer } from './completer';
import { EditingSession } from './editing-session';
import { Screen } from './screen';

/** How editing a line ended. */
export type EditedLine = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'end' } | { readonly kind: 'interrupt' };

export interface LineRequest {
  /** With \x01 and \x02 around what takes no room. */
  readonly prompt: string;
  /** The oldest first. */
  readonly history: readonly string[];
  readonly completer?: Completer;
  /** A text to begin with. */
  readonly initial?: string;
}

/** Reads lines from a terminal with emacs-like editing. One serves a whole session: what was typed ahead and killed carries over. */
export class LineEditor {
  private readonly decoder = new KeyDecoder();
  private readonly queue: TypedEvent[] = [];
  private readonly screen: Screen;
  private readonly actions = createKeyActions();
  private killed: EditingSession | undefined;

  constructor(
    private readonly process: Process,
    private readonly input: number,
    private readonly output: number,
    private readonly terminal: Terminal,
  ) {
    this.screen = new Screen(terminal.size.columns);
  }

  /** Shows the prompt and edits until Enter, Ctrl-C, or Ctrl-D on an empty line. The terminal is as it was before when it returns. */
  async read(request: LineRequest): Promise<EditedLine> {
    const { terminal, process } = this;
    const before = { ...terminal.modes };
    terminal.modes = { canonical: false, echo: false, signals: false, returnToNewline: false, newlineToReturn: true };
    let resized = false;
    const previous = process.signalAction('SIGWINCH');
    process.onSignal('SIGWINCH', () => (resized = true));
    try {
      const session = new EditingSession(this.screen, request, this.killed?.buffer);
      this.killed = session;
      await this.show(`\x1b[?2004h${this.screen.start(request.prompt, terminal.size.columns)}${session.refresh()}`);
      for (;;) {
        if (this.queue.length === 0) {
          await this.show(session.refresh());
          let bytes: Uint8Array;
          try {
            bytes = await process.read(this.input);
          } catch (error) {
            if (!isSystemError(error)) throw error;
            // The terminal is gone.
            if (error.errno !== 'EINTR') return { kind: 'end' };
            if (resized) await this.show(this.screen.resize(terminal.size.columns));
            resized = false;
            continue;
          }
          if (bytes.length === 0) return { kind: 'end' };
          this.queue.push(...this.decoder.feed(bytes));
        }
        const event = this.queue.shift();
        if (!event) continue;
        const result = await session.handle(
          event,
          this.actions,
          (text) => this.show(text),
          () => this.next(),
        );
        if (!result) continue;
        await this.show(
          `${session.refresh()}${result.kind === 'interrupt' ? '^C' : ''}${result.kind === 'end' ? '' : this.screen.finish()}\x1b[?2004l${result.kind === 'end' ? '' : '\r'}`,
        );
        return result;
      }
    } finally {
      terminal.modes = before;
      process.onSignal('SIGWINCH', previous);
    }
  }

  /** The next event, for keys that take an argument (Ctrl-V, the question about many candidates). */
  private async next(): Promise<TypedEvent | undefined> {
    while (this.queue.length === 0) {
      const bytes = await this.process.read(this.input);
      if (bytes.length === 0) return undefined;
      this.queue.push(...this.decoder.feed(bytes));
    }
    return this.queue.shift();
  }

  private async show(text: string): Promise<void> {
    if (text !== '') await this.process.write(this.output, text);
  }
}
