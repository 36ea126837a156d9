import { announce } from '../../ui/announce';
import type { Answer } from '../session';
import type { TerminalStore } from '../state';
import type { Runner } from './runner';

/** How long a command that is about to end may take before a press counts as "while it runs". */
const patience = 400;

/** Commands that were pressed on the page: typed one after the other, and never into a program that runs without asking. */
export function createSubmissions(runner: Runner, store: TerminalStore, logIn: () => Promise<void>) {
  let turn: Promise<unknown> = Promise.resolve();
  let decide: ((answer: Answer) => void) | undefined;

  function ask(command: string, running: string, stubborn: boolean): Promise<Answer> {
    store.update({ question: { command, running, stubborn } });
    announce(stubborn ? `${running} does not stop.` : `${running} is still running. Choose what to do with ${command}.`);
    return new Promise((resolve) => {
      decide = (answer) => {
        decide = undefined;
        store.update({ question: undefined });
        resolve(answer);
      };
    });
  }

  /** Resolves when the command has been typed (the next press may have its turn), with the promise of its end. */
  async function type(command: string): Promise<{ finished: Promise<number | undefined> }> {
    const notRun = { finished: Promise.resolve(undefined) };
    if (store.get().phase === 'ended') await logIn();
    let free = await runner.promptWithin(patience);
    for (let stubborn = false; !free; stubborn = true) {
      const answer = await ask(command, store.get().running ?? 'A program', stubborn);
      if (answer === 'cancel') return notRun;
      if (answer === 'type') {
        await runner.typeInto(command);
        return notRun;
      }
      free = await runner.stopProgram();
    }
    return runner.run(command);
  }

  return {
    /** Types a command at the prompt and runs it; resolves with its exit code, or undefined when it was not run or did not end by itself. */
    async submit(command: string): Promise<number | undefined> {
      // A question that is open belongs to an earlier press: this one takes its place.
      decide?.('cancel');
      const typed = turn.then(() => type(command));
      turn = typed.catch(() => undefined);
      return (await typed).finished;
    },
    answer: (answer: Answer) => decide?.(answer),
    /** Nothing that was pressed earlier matters any more. */
    forget() {
      decide?.('cancel');
    },
  };
}
