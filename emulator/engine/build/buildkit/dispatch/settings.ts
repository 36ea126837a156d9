import { EngineError } from '../../../error';
import { parseSignal } from '../../../../process/signal';
import { formatDuration } from '../../duration';
import type {
  ArgumentCommand,
  ExposeCommand,
  HealthcheckCommand,
  LineCommand,
  Located,
  OnBuildCommand,
  PairsCommand,
  ShellCommand,
  ValueCommand,
  VolumeCommand,
} from '../../dockerfile/command';
import { DockerfileError } from '../../dockerfile/error';
import { rules } from '../../lint/rules';
import { commit, setEnvironment, type StageState } from '../stage-state';
import { parsePorts } from '../../ports';
import { fill, type DispatchContext } from './context';

const quoted = (words: readonly string[]) => `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;

/** Names that look as if their value were a secret. */
const secretName = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const publicName = /(?:_|^)public(?:_|$)/i;

function checkSecret(instruction: 'ARG' | 'ENV', key: string, command: Located, context: DispatchContext): void {
  if (!secretName.test(key) || publicName.test(key)) return;
  context.linter.report(
    rules.secretsUsedInArgOrEnv,
    `Do not use ARG or ENV instructions for sensitive data (${instruction} ${JSON.stringify(key)})`,
    command.lines,
  );
}

/** ENV and LABEL. */
export function dispatchPairs(command: Located<PairsCommand>, state: StageState, context: DispatchContext): void {
  const { name } = command;
  if (command.legacy)
    context.linter.report(rules.legacyKeyValueFormat, `"${name} key=value" should be used instead of legacy "${name} key value" format`, command.lines);
  const pairs = command.pairs.map(({ key, value }) => ({ key: fill(key, state, command, context).text, value: fill(value, state, command, context).text }));
  if (name === 'ENV') {
    for (const { key, value } of pairs) {
      checkSecret('ENV', key, command, context);
      setEnvironment(state.config, key, value);
      state.variables.set(key, value);
    }
  } else state.config.Labels = { ...state.config.Labels, ...Object.fromEntries(pairs.map(({ key, value }) => [key, value])) };
  commit(state, `${name} ${pairs.map(({ key, value }) => `${key}=${value}`).join(' ')}`);
}

/** ARG: a value from the command line, of the one before the first FROM, its own, or none. */
export function dispatchArgument(command: Located<ArgumentCommand>, state: StageState, context: DispatchContext): void {
  const shown: string[] = [];
  for (const { key, value: written } of command.arguments) {
    checkSecret('ARG', key, command, context);
    const asked = context.buildArguments[key];
    const own = written === undefined ? (context.globals.get(key) ?? context.predefined.get(key)) : fill(written, state, command, context).text;
    const value = asked ?? own;
    state.args.push({ key, value });
    if (value !== undefined) state.variables.set(key, value);
    shown.push(value === undefined ? key : `${key}=${value}`);
  }
  commit(state, `ARG ${shown.join(' ')}`);
}

/** CMD and ENTRYPOINT. */
export function dispatchCommandLine(command: Located<LineCommand>, state: StageState, context: DispatchContext): void {
  const { name, line } = command;
  if (line.form === 'shell' && !state.config.Shell)
    context.linter.report(
      rules.jsonArgsRecommended,
      `JSON arguments recommended for ${name} to prevent unintended behavior related to OS signals`,
      command.lines,
    );
  const words = line.form === 'shell' ? [...(state.config.Shell ?? ['/bin/sh', '-c']), line.words.join(' ')] : [...line.words];
  if (name === 'CMD') {
    state.config.Cmd = words;
    state.config.ArgsEscaped = true;
  } else {
    state.config.Entrypoint = words;
    if (!state.planned.stage.commands.slice(0, state.planned.stage.commands.indexOf(command)).some((one) => one.name === 'CMD')) state.config.Cmd = null;
  }
  commit(state, `${name} ${quoted(words)}`);
}

/** USER, STOPSIGNAL, MAINTAINER. */
export function dispatchValue(command: Located<ValueCommand>, state: StageState, context: DispatchContext): void {
  const { name } = command;
  const value = name === 'MAINTAINER' ? command.value : fill(command.value, state, command, context).text;
  if (name === 'USER') state.config.User = value;
  if (name === 'MAINTAINER') state.author = value;
  if (name === 'STOPSIGNAL') {
    if (parseSignal(value) === undefined) throw new DockerfileError(`invalid signal: ${value}`);
    state.config.StopSignal = value;
  }
  commit(state, `${name} ${value}`);
}

/** EXPOSE. */
export function dispatchExpose(command: Located<ExposeCommand>, state: StageState, context: DispatchContext): void {
  const written = command.ports.flatMap((port) => fill(port, state, command, context).words);
  for (const port of written) {
    if (port.includes(':'))
      context.linter.report(
        rules.exposeInvalidFormat,
        `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`,
        command.lines,
      );
    const protocol = port.split('/')[1] ?? '';
    if (protocol !== protocol.toLowerCase())
      context.linter.report(rules.exposeProtoCasing, `Defined protocol '${port}' in EXPOSE instruction should be lowercase`, command.lines);
  }
  try {
    const ports = parsePorts(written);
    state.config.ExposedPorts = { ...state.config.ExposedPorts, ...Object.fromEntries(ports.map((port) => [port, {}])) };
    commit(state, `EXPOSE [${[...ports].sort().join(' ')}]`);
  } catch (error) {
    throw error instanceof EngineError ? new DockerfileError(error.message) : error;
  }
}

/** VOLUME. */
export function dispatchVolume(command: Located<VolumeCommand>, state: StageState, context: DispatchContext): void {
  const paths = command.paths.map((path) => fill(path, state, command, context).text);
  if (paths.includes('')) throw new DockerfileError('VOLUME specified can not be an empty string');
  state.config.Volumes = { ...state.config.Volumes, ...Object.fromEntries(paths.map((path) => [path, {}])) };
  commit(state, `VOLUME [${paths.join(' ')}]`);
}

/** HEALTHCHECK. */
export function dispatchHealthcheck(command: Located<HealthcheckCommand>, state: StageState): void {
  const { settings } = command;
  state.config.Healthcheck = { ...settings };
  const spans = [settings.Interval, settings.Timeout, settings.StartPeriod, settings.StartInterval].map((span) => JSON.stringify(formatDuration(span ?? 0)));
  commit(state, `HEALTHCHECK &{${quoted(settings.Test)} ${spans.join(' ')} ${runeQuote(settings.Retries ?? 0)}}`);
}

const namedRunes: Readonly<Record<number, string>> = { 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r', 39: "\\'", 92: '\\\\' };

/** A number as Go's %q prints it: the letter that it is the code of. */
function runeQuote(code: number): string {
  const letter = namedRunes[code] ?? (code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, '0')}` : String.fromCodePoint(code));
  return `'${letter}'`;
}

/** SHELL. */
export function dispatchShell(command: Located<ShellCommand>, state: StageState): void {
  state.config.Shell = [...command.shell];
  commit(state, `SHELL [${command.shell.join(' ')}]`);
}

/** ONBUILD: kept for the images that stand on this one. */
export function dispatchOnBuild(command: Located<OnBuildCommand>, state: StageState): void {
  state.config.OnBuild = [...(state.config.OnBuild ?? []), command.expression];
}
