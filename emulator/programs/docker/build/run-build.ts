import { ApiError } from '../../../api/client/error';
import type { BuildCallResult } from '../../../api/types/build';
import { isSystemError } from '../../../kernel/errno';
import type { DockerCli } from '../cli/docker-cli';
import { CliError } from '../cli/error';
import { noteActivity } from './builder/activity';
import { isContext } from './builder/builders';
import { callAnswer } from './call/call';
import { CheckError } from './call/lint-report';
import type { BuildFlags } from './option/build-flags';
import { readOptions, type BuildOptions } from './option/read-options';
import { prepareBuild } from './prepare-build';
import { createDisplay, progressMode, type ProgressMode } from './progress/choose-display';
import type { Display } from './progress/display';
import { createProgressShower } from './progress/show-progress';
import { BuildError, solveBuild, type Solved } from './solve-build';
import { warningsBlock } from './warnings';

/** `docker buildx build`: reads the command line, sends the build, shows its progress. Ends with the exit code. */
export async function runBuild(docker: DockerCli, flags: BuildFlags, context: string): Promise<number> {
  const options = readOptions(docker, flags, context);
  if (flags.iidfile !== '' && docker.process.files.exists(flags.iidfile)) docker.process.files.unlink(flags.iidfile);
  if (flags.builder !== '' && flags.builder !== 'default') {
    const isOther = isContext(docker, flags.builder);
    throw new CliError(
      isOther
        ? `use \`docker --context=${flags.builder} buildx\` to switch to context "${flags.builder}"`
        : `no builder ${JSON.stringify(flags.builder)} found`,
    );
  }
  await docker.client.ping();
  noteActivity(docker, 'default');
  const mode = progressMode(docker, flags.progress, flags.quiet);
  const display = createDisplay(docker, mode);
  const { imageId, callResult, metadata } = await solve(docker, options, mode, display).catch(async (error: unknown) => {
    if (!(error instanceof BuildError)) throw asBuildError(error);
    // The check answers what is no Dockerfile in its own way: the place comes after the message.
    if (options.call?.name === 'check' && error.excerpt !== '') throw new CliError(`${error.reason}\n${error.excerpt}`);
    await docker.error(error.excerpt);
    throw new CliError(`failed to build: failed to solve: ${error.reason}`);
  });
  if ((flags.quiet || flags.progress === 'quiet') && !options.call) await docker.print(`${imageId}\n`);
  if (flags.iidfile !== '') writeResult(docker, flags.iidfile, imageId, 'writing image ID file: ');
  if (metadata !== undefined) {
    const slash = flags['metadata-file'].lastIndexOf('/');
    const directory = flags['metadata-file'].slice(0, slash) || '/';
    if (slash >= 0 && !docker.process.files.exists(directory)) throw new CliError(`invalid output path: stat ${directory}: no such file or directory`);
    writeResult(docker, flags['metadata-file'], metadata, '');
  }
  return options.call ? printCall(docker, options, callResult) : 0;
}

async function solve(docker: DockerCli, options: BuildOptions, mode: ProgressMode, display: Display): Promise<Solved> {
  const shower = createProgressShower(docker, display);
  const prepared = await prepareBuild(docker, options);
  try {
    return await solveBuild(docker, options, prepared, display, shower);
  } finally {
    await shower.finish();
    if (mode === 'plain' || mode === 'tty') await docker.error(warningsBlock(display.warnings, docker.environment('DEBUG') !== ''));
  }
}

/** What buildx makes of a failure while it builds. */
function asBuildError(error: unknown): unknown {
  if (error instanceof CliError) return new CliError(`failed to build: ${error.message}`, error.code);
  if (error instanceof ApiError) return new CliError(`failed to build: failed to solve: ${error.reason}`);
  return error;
}

function writeResult(docker: DockerCli, path: string, text: string, failure: string): void {
  try {
    docker.process.files.writeFile(path, text, { mode: 0o644 });
  } catch (error) {
    if (isSystemError(error)) throw new CliError(`${failure}open ${path}: ${error.message.toLowerCase()}`);
    throw error;
  }
}

async function printCall(docker: DockerCli, { call }: BuildOptions, result: BuildCallResult | undefined): Promise<number> {
  if (!call || !result) return 0;
  try {
    const { text, code } = callAnswer(call, result);
    await docker.print(text);
    return code;
  } catch (error) {
    if (error instanceof CheckError) await docker.print(error.printed);
    throw error;
  }
}
