import type { Located } from '../../dockerfile/command';
import { locate } from '../../dockerfile/error';
import { rules } from '../../lint/rules';
import type { StageState } from '../stage-state';
import type { DispatchContext } from './context';
import { dispatchCopy, dispatchWorkdir } from './files';
import { dispatchRun } from './run';
import {
  dispatchArgument,
  dispatchCommandLine,
  dispatchExpose,
  dispatchHealthcheck,
  dispatchOnBuild,
  dispatchPairs,
  dispatchShell,
  dispatchValue,
  dispatchVolume,
} from './settings';

/** Instructions of which only the last in a stage counts. */
const onlyLast = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Goes through instructions of a stage, changing its state. Throws `DockerfileError`, with their lines. */
export function dispatchAll(commands: readonly Located[], state: StageState, context: DispatchContext): void {
  const before = new Map<string, Located>();
  for (const command of commands) {
    const earlier = before.get(command.name);
    if (earlier && onlyLast.has(command.name)) {
      context.linter.report(
        rules.multipleInstructionsDisallowed,
        `Multiple ${command.name} instructions should not be used in the same stage because only the last one will be used`,
        earlier.lines,
      );
    }
    before.set(command.name, command);
    locate(command.lines, () => dispatch(command, state, context));
  }
}

function dispatch(command: Located, state: StageState, context: DispatchContext): void {
  switch (command.name) {
    case 'COPY':
    case 'ADD':
      return dispatchCopy(command, state, context);
    case 'RUN':
      return dispatchRun(command, state, context);
    case 'WORKDIR':
      return dispatchWorkdir(command, state, context);
    case 'ENV':
    case 'LABEL':
      return dispatchPairs(command, state, context);
    case 'ARG':
      return dispatchArgument(command, state, context);
    case 'CMD':
    case 'ENTRYPOINT':
      return dispatchCommandLine(command, state, context);
    case 'USER':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return dispatchValue(command, state, context);
    case 'EXPOSE':
      return dispatchExpose(command, state, context);
    case 'VOLUME':
      return dispatchVolume(command, state, context);
    case 'HEALTHCHECK':
      return dispatchHealthcheck(command, state);
    case 'SHELL':
      return dispatchShell(command, state);
    case 'ONBUILD':
      return dispatchOnBuild(command, state);
  }
}
