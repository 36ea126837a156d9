'use client';

import { terminalSession, type Answer } from './session';
import { useTerminal } from './use-terminal';

/** A command was pressed while a program runs: the learner says what becomes of it. */
export function Question() {
  const { question } = useTerminal();
  if (!question) return null;
  const choose = (answer: Answer) => () => void terminalSession.live().then((live) => live.answer(answer));

  return (
    <div className="terminal-question" role="group" aria-label="A program is still running">
      <p>
        <code>{question.running}</code> {question.stubborn ? 'does not stop by Ctrl-C or Ctrl-D.' : 'is still running.'}
      </p>
      <div>
        <button type="button" className="button small" onClick={choose('stop')}>
          {question.stubborn ? 'Try again' : 'Stop it'} and run <code>{question.command.split('\n')[0]}</code>
        </button>
        <button type="button" className="button small quiet" onClick={choose('type')}>
          Type it into the program
        </button>
        <button type="button" className="button small quiet" onClick={choose('cancel')}>
          Never mind
        </button>
      </div>
    </div>
  );
}
