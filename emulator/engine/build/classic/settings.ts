import { parseSignal } from '../../../process/signal';
import { EngineError } from '../../error';
import { setEnvironment } from '../buildkit/stage-state';
import type { Located } from '../dockerfile/command';
import { expand } from '../dockerfile/expand';
import { formatDuration } from '../duration';
import { parsePorts } from '../ports';
import { changeDirectory, copyFiles } from './copy';
import { commitSetting } from './commit';
import { runCommand } from './run';
import { shellOf, variables, type ClassicRun, type ClassicStage } from './state';

const quoted = (words: readonly string[]) => `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;

/** Carries an instruction out on `stage`. Throws `EngineError`. */
export async function carryOut(run: ClassicRun, stage: ClassicStage, command: Located): Promise<void> {
  const { config } = stage;
  const expanded = (word: string) => expand(word, variables(stage), { escape: run.dockerfile.escape });
  const fill = (word: string) => expanded(word).text;
  const commit = (text: string) => commitSetting(run, stage, text);
  switch (command.name) {
    case 'RUN':
      return await runCommand(run, stage, command);
    case 'COPY':
    case 'ADD':
      return await copyFiles(run, stage, command);
    case 'WORKDIR':
      return await changeDirectory(run, stage, command);
    case 'ENV': {
      const pairs = command.pairs.map(({ key, value }) => [fill(key), fill(value)] as const);
      for (const [key, value] of pairs) setEnvironment(config, key, value);
      return await commit(`ENV ${pairs.map((pair) => pair.join('=')).join(' ')}`);
    }
    case 'LABEL': {
      const pairs = command.pairs.map(({ key, value }) => [fill(key), fill(value)] as const);
      config.Labels = { ...config.Labels, ...Object.fromEntries(pairs) };
      return await commit(`LABEL ${pairs.map((pair) => pair.join('=')).join(' ')}`);
    }
    case 'ARG': {
      const shown: string[] = [];
      for (const { key, value } of command.arguments) {
        const own = value === undefined ? undefined : fill(value);
        shown.push(own === undefined ? key : `${key}=${own}`);
        run.unused.delete(key);
        stage.args.push({ key, value: run.options.buildArguments[key] ?? own ?? run.globals.get(key) });
      }
      return await commit(`ARG ${shown.join(' ')}`);
    }
    case 'CMD':
    case 'ENTRYPOINT': {
      const words =
        command.line.form === 'shell' ? [...shellOf(stage), ...(command.line.words.length > 0 ? [command.line.words.join(' ')] : [])] : [...command.line.words];
      if (command.name === 'CMD') {
        config.Cmd = words;
        stage.commandSet = true;
      } else {
        config.Entrypoint = words;
        if (!stage.commandSet) config.Cmd = null;
      }
      return await commit(`${command.name} ${quoted(words)}`);
    }
    case 'USER':
      config.User = fill(command.value);
      return await commit(`USER ${config.User}`);
    case 'STOPSIGNAL':
      config.StopSignal = fill(command.value);
      if (parseSignal(config.StopSignal) === undefined) throw new EngineError('invalid parameter', `invalid signal: ${config.StopSignal}`);
      return await commit(`STOPSIGNAL ${config.StopSignal}`);
    case 'MAINTAINER':
      stage.author = command.value;
      return await commit(`MAINTAINER ${command.value}`);
    case 'EXPOSE': {
      const written = command.ports.flatMap((port) => expanded(port).words);
      const wrong = written.find((port) => !/^[\d-]+(\/\w+)?$/.test(port));
      if (wrong !== undefined) throw new EngineError('invalid parameter', `Invalid containerPort: ${wrong}`);
      config.ExposedPorts = { ...config.ExposedPorts, ...Object.fromEntries(parsePorts(written).map((port) => [port, {}])) };
      return await commit(`EXPOSE ${[...written].sort().join(' ')}`);
    }
    case 'VOLUME': {
      const paths = command.paths.map(fill);
      config.Volumes = { ...config.Volumes, ...Object.fromEntries(paths.map((path) => [path, {}])) };
      return await commit(`VOLUME [${paths.join(' ')}]`);
    }
    case 'HEALTHCHECK': {
      const { settings } = command;
      config.Healthcheck = { ...settings };
      const spans = [settings.Interval, settings.Timeout, settings.StartPeriod, settings.StartInterval].map((span) => formatDuration(span ?? 0));
      return await commit(`HEALTHCHECK &{[${settings.Test.join(' ')}] ${spans.join(' ')} ${settings.Retries ?? 0}}`);
    }
    case 'SHELL':
      config.Shell = [...command.shell];
      return await commit(`SHELL [${command.shell.join(' ')}]`);
    case 'ONBUILD':
      config.OnBuild = [...(config.OnBuild ?? []), command.expression];
      return await commit(`ONBUILD ${command.expression}`);
  }
}
