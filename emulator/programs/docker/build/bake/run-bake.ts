import { ApiError } from '../../../../api/client/error';
import type { DockerCli } from '../../cli/docker-cli';
import { CliError } from '../../cli/error';
import { noteActivity } from '../builder/activity';
import { callAnswer } from '../call/call';
import { readOptions } from '../option/read-options';
import { prepareBuild } from '../prepare-build';
import { createDisplay, progressMode } from '../progress/choose-display';
import type { Display } from '../progress/display';
import { createPlainDisplay } from '../progress/plain-display';
import { createProgressShower, type ProgressShower } from '../progress/show-progress';
import { BuildError, solveBuild } from '../solve-build';
import { sourceExcerpt } from '../source-excerpt';
import { warningsBlock } from '../warnings';
import { DefinitionError, readDefinition, type BakeDefinition, type BakeFile } from './definition';
import { valueText } from './hcl';
import { printedTargets, resolveTargets, type BakeTarget } from './resolve-targets';
import { targetFlags } from './target-flags';
import { timeText } from '../progress/time-text';

/** The flags of `docker buildx bake` that count here. */
export interface BakeFlags {
  readonly file: readonly string[];
  readonly set: readonly string[];
  readonly list: string;
  readonly print: boolean;
  readonly check: boolean;
  readonly call: string;
  readonly load: boolean;
  readonly push: boolean;
  readonly pull: boolean;
  readonly 'no-cache': boolean;
  readonly progress: string;
}

/** Where a definition is looked for, in this order; all that are there are read. */
const usualFiles = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
  'docker-bake.json',
  'docker-bake.hcl',
  'docker-bake.override.json',
  'docker-bake.override.hcl',
];

/** `docker buildx bake`: builds the targets of definition files, one after the other. Ends with the exit code. */
export async function runBake(docker: DockerCli, flags: BakeFlags, names: readonly string[]): Promise<number> {
  await docker.client.ping();
  const isQuestion = flags.print || flags.list !== '';
  const mode = progressMode(docker, flags.progress, false);
  const display = isQuestion && mode === 'plain' ? createPlainDisplay('') : createDisplay(docker, mode);
  const shower = createProgressShower(docker, display);
  const answers: string[] = [];
  let code = 0;
  try {
    const definition = loadDefinition(docker, flags.file, display);
    if (flags.list !== '') answers.push(listed(definition, flags.list));
    else {
      const targets = withShorthands(resolveTargets(definition, names, flags.set), flags);
      if (flags.print) answers.push(printedTargets(targets, names, definition));
      else code = await buildTargets(docker, targets, display, shower, answers);
    }
  } catch (error) {
    await shower.finish();
    throw await toldError(docker, error);
  }
  await shower.finish();
  if (mode === 'plain' || mode === 'tty') await docker.error(warningsBlock(display.warnings, docker.environment('DEBUG') !== ''));
  for (const answer of answers) await docker.print(answer);
  return code;
}

function loadDefinition(docker: DockerCli, given: readonly string[], display: Display): BakeDefinition {
  const { files, env } = docker.process;
  const time = () => timeText(docker);
  const vertex = { digest: 'sha256:bake-definitions', name: '[internal] load local bake definitions', started: time() };
  display.update({ vertexes: [vertex] }, docker.now());
  const found = given.length > 0 ? given : usualFiles.filter((name) => files.exists(name));
  const read: BakeFile[] = [];
  let missing: string | undefined;
  for (const name of found) {
    const size = files.exists(name) ? files.stat(name).size : 0;
    display.update(
      { statuses: [{ id: `reading ${name}`, vertex: vertex.digest, current: size, total: size, timestamp: time(), started: time(), completed: time() }] },
      docker.now(),
    );
    if (files.exists(name)) read.push({ name, text: files.readText(name) });
    else missing ??= name;
  }
  display.update({ vertexes: [{ ...vertex, completed: time() }] }, docker.now());
  if (missing !== undefined) throw new CliError(`open ${missing}: no such file or directory`);
  if (read.length === 0) throw new CliError("couldn't find a bake definition");
  return readDefinition(read, env);
}

function withShorthands(targets: readonly BakeTarget[], flags: BakeFlags): BakeTarget[] {
  const output = flags.push ? [{ type: 'image', push: 'true' }] : flags.load ? [{ type: 'docker' }] : undefined;
  const call = flags.check ? 'check' : flags.call === 'build' ? undefined : flags.call;
  const added = {
    ...(output ? { output } : {}),
    ...(flags.pull ? { pull: true } : {}),
    ...(flags['no-cache'] ? { 'no-cache': true } : {}),
    ...(call ? { call } : {}),
  };
  return targets.map(({ name, attributes }) => ({ name, attributes: { ...attributes, ...added } }));
}

function listed(definition: BakeDefinition, what: string): string {
  const sorted = <T>(entries: Iterable<readonly [string, T]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  if (what === 'variables')
    return `VARIABLE\tTYPE\tVALUE\tDESCRIPTION\n${sorted(definition.variables)
      .map(([name, value]) => `${name}\t\t\t${value === null ? '<null>' : valueText(value)}\t\n`)
      .join('')}`;
  if (what !== 'targets') throw new CliError(`invalid list type: ${JSON.stringify(what)}`);
  const rows = [
    ...[...definition.targets].map(([name, { description }]) => [name, typeof description === 'string' ? description : ''] as const),
    ...[...definition.groups].map(([name, members]) => [name, members.join(', ')] as const),
  ];
  return `TARGET\tDESCRIPTION\n${sorted(rows)
    .map(([name, text]) => `${name}\t${text}\n`)
    .join('')}`;
}

async function buildTargets(docker: DockerCli, targets: readonly BakeTarget[], display: Display, shower: ProgressShower, answers: string[]): Promise<number> {
  noteActivity(docker, 'default');
  let code = 0;
  for (const target of targets) {
    const { flags, context } = targetFlags(target);
    const options = readOptions(docker, flags, context);
    const prepared = await prepareBuild(docker, options);
    try {
      const { callResult } = await solveBuild(docker, options, prepared, display, shower, targets.length > 1 ? target.name : '');
      if (!options.call || !callResult) continue;
      const answer = callAnswer(options.call, callResult);
      answers.push(`${answers.length > 0 ? '\n' : ''}${target.name}\n\n${answer.text}`);
      code ||= answer.code;
    } catch (error) {
      const where = targets.length > 1 ? `target ${target.name}: ` : '';
      throw error instanceof BuildError ? new BuildError(error.excerpt, `${where}failed to solve: ${error.reason}`) : error;
    }
  }
  return code;
}

/** Shows where the mistake is, and gives what is to be said of it. */
async function toldError(docker: DockerCli, error: unknown): Promise<unknown> {
  if (error instanceof DefinitionError) {
    await docker.error(
      sourceExcerpt({ filename: error.file.name, text: error.file.text, range: [{ start: { line: error.line }, end: { line: error.line } }] }),
    );
    return new CliError(error.message);
  }
  if (error instanceof BuildError) {
    await docker.error(error.excerpt);
    return new CliError(error.reason);
  }
  return error instanceof ApiError ? new CliError(error.reason) : error;
}
