import type { CommandBlockProps, CommandStep } from '../../course/vocabulary';
import { BlockCommand } from './block-command';

/** Commands below each other, each of which runs when it is pressed, with the output that the lesson shows. */
export function CommandBlock({ steps }: CommandBlockProps) {
  return (
    <div className="command-block" role="group" aria-label="Commands">
      {steps.map((step, position) => (
        <Step key={position} {...step} />
      ))}
    </div>
  );
}

function Step({ run, comment, output, exit, until }: CommandStep) {
  return (
    <div className="command-step">
      {comment !== undefined && <p className="command-comment">{comment}</p>}
      {run !== undefined && <BlockCommand run={run} />}
      {output !== undefined && output !== '' && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
        <pre className="command-output" tabIndex={0} aria-label={run === undefined ? 'Output' : `Output of ${run}`}>
          {output}
        </pre>
      )}
      {exit !== undefined && exit !== 0 && <p className="command-remark">It fails with exit code {exit}: that is the point.</p>}
      {until === 'ctrl-c' && (
        <p className="command-remark">
          It goes on until you press <kbd>Ctrl</kbd>+<kbd>C</kbd> in the terminal.
        </p>
      )}
    </div>
  );
}
