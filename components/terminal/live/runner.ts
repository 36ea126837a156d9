import type { Terminal } from '@xterm/xterm';
import type { createPromptTracker } from './prompt-tracker';
import { typeVisibly } from './typist';

/** Types commands at the prompt and knows when they end. */
export interface Runner {
  /** Whether the shell waits for a command, now or within so many milliseconds. */
  promptWithin(milliseconds: number): Promise<boolean>;
  /** Types a command (or several lines) and runs it. Resolves when it has been typed, with the promise of its exit code. */
  run(command: string): Promise<{ finished: Promise<number | undefined> }>;
  /** Types a line into the program that runs. */
  typeInto(line: string): Promise<void>;
  /** Asks the running program to end, as a learner would: Ctrl-C, then Ctrl-D. True when the prompt is there again. */
  stopProgram(): Promise<boolean>;
}

const interrupt = '\x03';
const endOfInput = '\x04';
/** Ctrl-E Ctrl-U: forgets what stands on the line. */
const clearLine = '\x05\x15';

/** The first prompt of a machine that boots may take this long; a shell without marks gets its command after it. */
const firstPrompt = 5000;
/** A shell that has not begun a command this long after Enter waits for more lines of it. */
const continuation = 150;

/** Waits for the next of something that happens; false when it does not happen in time. */
function createSignal<Value>() {
  let waiting: ((value: Value) => void)[] = [];
  return {
    emit(value: Value) {
      const due = waiting;
      waiting = [];
      for (const resolve of due) resolve(value);
    },
    next: () => new Promise<Value>((resolve) => waiting.push(resolve)),
  };
}

const after = (milliseconds: number) => new Promise<false>((resolve) => setTimeout(() => resolve(false), milliseconds));

export function createRunner(terminal: Terminal, tracker: ReturnType<typeof createPromptTracker>, write: (data: string) => void) {
  const prompts = createSignal<true>();
  const starts = createSignal<true>();
  const ends = createSignal<number | undefined>();

  const promptWithin = async (milliseconds: number) => {
    if (tracker.atPrompt) return true;
    const shown = await Promise.race([prompts.next(), after(tracker.marked ? milliseconds : firstPrompt)]);
    return shown || !tracker.marked;
  };

  async function enter(line: string): Promise<void> {
    await typeVisibly(line, write);
    tracker.leavePrompt();
    write('\r');
  }

  const runner: Runner = {
    promptWithin,
    async run(command) {
      terminal.scrollToBottom();
      if (tracker.typed() !== '') write(clearLine);
      const lines = command.split('\n');
      for (const [index, line] of lines.entries()) {
        const last = index === lines.length - 1;
        const finished = ends.next();
        const started = starts.next();
        await enter(line);
        if (last) return { finished };
        // Either this line was a whole command, which has to end first, or the shell waits for the rest of it.
        if (await Promise.race([started, after(continuation)])) await Promise.all([finished, prompts.next()]);
      }
      return { finished: Promise.resolve(undefined) };
    },
    async typeInto(line) {
      await typeVisibly(line, write);
      write('\r');
    },
    async stopProgram() {
      for (const key of [interrupt, endOfInput]) {
        write(key);
        if (await promptWithin(800)) return true;
      }
      return false;
    },
  };

  return {
    ...runner,
    promptShown: () => prompts.emit(true),
    commandStarted: () => starts.emit(true),
    commandFinished: (code: number | undefined) => ends.emit(code),
    /** The shell is gone: what was waited for will not come. */
    ended: () => ends.emit(undefined),
  };
}
