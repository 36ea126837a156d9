import type { IMarker, Terminal } from '@xterm/xterm';
import { readText } from './screen-text';

/** A command that has ended. */
export interface FinishedCommand {
  command: string;
  /** What it printed, as it stands on the screen. */
  output: string;
  exitCode: number | undefined;
}

export interface PromptEvents {
  onPrompt(): void;
  onStart(command: string): void;
  onFinish(finished: FinishedCommand): void;
}

/** A place in the buffer that moves with its line. */
interface Place {
  marker: IMarker;
  column: number;
}

/**
 * Follows the shell by its OSC 133 marks: A begins a prompt, B ends it, C is where a command's output begins, D where it
 * ends, with the exit code. Programs that print such marks themselves can only confuse this page's own terminal.
 */
export function createPromptTracker(terminal: Terminal, events: PromptEvents) {
  let atPrompt = false;
  let marked = false;
  let input: Place | undefined;
  let output: Place | undefined;
  let command = '';

  const place = (): Place => ({ marker: terminal.registerMarker(0), column: terminal.buffer.active.cursorX });
  const textSince = (from: Place | undefined) => {
    if (!from || from.marker.isDisposed) return '';
    const buffer = terminal.buffer.active;
    return readText(buffer, { line: from.marker.line, column: from.column }, { line: buffer.baseY + buffer.cursorY, column: buffer.cursorX });
  };
  const forget = (one: Place | undefined) => one?.marker.dispose();

  const handlers: Record<string, (parameter: string | undefined) => void> = {
    B() {
      marked = true;
      forget(input);
      input = place();
      atPrompt = true;
      events.onPrompt();
    },
    C() {
      command = textSince(input).trim();
      forget(output);
      output = place();
      atPrompt = false;
      events.onStart(command);
    },
    D(parameter) {
      // A D without a C ends no command: the first prompt, or an empty line.
      if (!output) return;
      const code = parameter === undefined || parameter === '' ? undefined : Number(parameter);
      const finished = { command, output: textSince(output), exitCode: Number.isInteger(code) ? code : undefined };
      forget(output);
      output = undefined;
      events.onFinish(finished);
    },
  };

  const registration = terminal.parser.registerOscHandler(133, (data) => {
    const [letter = '', parameter] = data.split(';');
    handlers[letter]?.(parameter);
    return true;
  });

  return {
    /** The shell waits for a command line. */
    get atPrompt() {
      return atPrompt;
    },
    /** The shell has shown that it sends marks. */
    get marked() {
      return marked;
    },
    /** What stands after the prompt now. */
    typed: () => (atPrompt ? textSince(input).trimStart() : ''),
    /** A line has been sent: the prompt is over until the next B. */
    leavePrompt() {
      atPrompt = false;
    },
    /** Another login begins. */
    restart() {
      atPrompt = false;
      marked = false;
      forget(input);
      forget(output);
      input = output = undefined;
    },
    dispose: () => registration.dispose(),
  };
}
