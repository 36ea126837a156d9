import { EngineError } from '../../error';
import { parseReference, withDefaultTag } from '../../image/reference';
import type { Digest } from '../../image/types';
import { checksum, hashText } from '../context/checksum';
import type { FileSet } from '../context/context';
import { cleanSource, selectSource, type Selection } from '../context/select';
import { hasWildcard } from '../context/pattern';
import type { CopyCommand, Located, WorkdirCommand } from '../dockerfile/command';
import { expand } from '../dockerfile/expand';
import { absolute } from '../buildkit/dispatch/files';
import { resolveOwner } from '../workspace/owner';
import { placeFiles } from '../workspace/place-files';
import { commitImage, noOperation, probe, removeStepContainer, requiresBuildKit, stepContainer } from './commit';
import { variables, type ClassicRun, type ClassicStage } from './state';

function stackOf(run: ClassicRun, image: Digest | undefined): readonly Digest[] {
  return image === undefined ? [] : (run.engine.images.store.get(image)?.config.rootfs.diff_ids ?? []);
}

const filesOf = (run: ClassicRun, image: Digest | undefined): FileSet => run.layers.files(stackOf(run, image));

/** COPY and ADD. Throws `EngineError` with the classic builder's sentences. */
export async function copyFiles(run: ClassicRun, stage: ClassicStage, command: Located<CopyCommand>): Promise<void> {
  if (command.chmod !== undefined) throw requiresBuildKit('chmod');
  const known = variables(stage);
  const fill = (word: string) => expand(word, known, { escape: run.dockerfile.escape }).text;
  const { name } = command;
  const sources = command.sources.map(fill);
  const destination = fill(command.destination);
  if (sources.length > 1 && !destination.endsWith('/')) await ensureDirectory(run, command, sources);
  const files = command.from === undefined ? run.files : filesOf(run, await sourceImage(run, command.from));
  const selections: { source: string; selection: Selection }[] = [];
  for (const source of sources) {
    if (name === 'ADD' && /^(https?|git|ssh):/.test(source)) {
      const host = /^\w+:\/\/([^/:]+)/.exec(source)?.[1] ?? source;
      throw new EngineError('system', `ADD failed: Get ${JSON.stringify(source)}: dial tcp: lookup ${host} on 10.0.2.3:53: no such host`);
    }
    const found = selectSource(files, source, { exclude: [], parents: false });
    if (!found)
      throw new EngineError(
        'system',
        `${name} failed: ${command.from === undefined ? 'file not found in build context or excluded by .dockerignore: ' : ''}stat ${cleanSource(source)}: file does not exist`,
      );
    selections.push(...found.map((selection) => ({ source, selection })));
  }
  if (selections.length === 0) throw new EngineError('invalid parameter', `${name} failed: no source files were specified`);
  if (selections.length > 1 && !destination.endsWith('/')) throw severalSources(name);
  const sums: string[] = [];
  for (const { selection } of selections) sums.push(`${selection.kind === 'directory' ? 'dir' : 'file'}:${await checksum(selection.files)}`);
  const named = sums.length === 1 ? (sums[0] as string) : `multi:${hashText(sums.join(','))}`;
  const chown = command.chown === undefined ? '' : `--chown=${fill(command.chown)} `;
  const step = noOperation(stage, `${name} ${chown}${named} in ${destination} `);
  if (probe(run, stage, step)) return;
  const target = filesOf(run, stage.image);
  const unknown = (kind: 'user' | 'group', missing: string): never => {
    throw new EngineError(
      'invalid parameter',
      `unable to convert uid/gid chown string to host mapping: can't find ${kind === 'user' ? 'uid for user' : 'gid for group'} ${missing}: no such ${kind}: ${missing}`,
    );
  };
  const owner = command.chown === undefined ? undefined : resolveOwner(target, fill(command.chown), unknown);
  const entries = placeFiles(
    selections.map(({ selection }) => selection),
    {
      destination: absolute(destination, stage.config.WorkingDir || '/'),
      target,
      owner,
      chmod: undefined,
      keepOwners: command.from !== undefined,
      unpack: name === 'ADD',
      parents: false,
      now: run.engine.process.system.clock.now(),
    },
  );
  const diff = entries.length === 0 ? undefined : await run.layers.write(stackOf(run, stage.image), entries);
  commitImage(run, stage, step, diff, undefined);
}

/** Several plainly named sources are looked for first, then the destination is found wanting. */
async function ensureDirectory(run: ClassicRun, command: Located<CopyCommand>, sources: readonly string[]): Promise<void> {
  const files = command.from === undefined ? run.files : filesOf(run, await sourceImage(run, command.from));
  for (const source of sources) {
    if (!hasWildcard(source) && !selectSource(files, source, { exclude: [], parents: false })) {
      throw new EngineError(
        'system',
        `${command.name} failed: file not found in build context or excluded by .dockerignore: stat ${cleanSource(source)}: file does not exist`,
      );
    }
  }
  throw severalSources(command.name);
}

function severalSources(name: string): EngineError {
  return new EngineError('invalid parameter', `When using ${name} with more than one source file, the destination must be a directory and end with a /`);
}

/** The image that `--from` means: of a stage, by name or number, or any image. */
async function sourceImage(run: ClassicRun, from: string): Promise<Digest | undefined> {
  const invalid = (why: string) => new EngineError('invalid parameter', `invalid from flag value ${from}: ${why}`);
  const byName = run.stages.findLast((stage) => stage.name !== '' && stage.name === from.toLowerCase());
  if (byName) return byName.image;
  if (/^\d+$/.test(from)) {
    const stage = run.stages[Number(from)];
    if (!stage) throw invalid('index out of bounds');
    return stage.image;
  }
  try {
    return await findOrPull(run, from, run.options.pull);
  } catch (error) {
    throw error instanceof EngineError ? invalid(error.message) : error;
  }
}

/** An image by its name: the local one, or what a registry has. */
export async function findOrPull(run: ClassicRun, name: string, always: boolean): Promise<Digest> {
  const { images } = run.engine;
  if (!always) {
    try {
      return images.store.find(name).id;
    } catch (error) {
      if (!(error instanceof EngineError) || error.kind !== 'not found') throw error;
    }
  }
  withDefaultTag(parseReference(name));
  await images.images.pull(name, { report: run.report, signal: run.signal, ...(run.options.platform === '' ? {} : { platform: run.options.platform }) });
  return images.store.find(name).id;
}

/** WORKDIR: the directory is made when it is not there. */
export async function changeDirectory(run: ClassicRun, stage: ClassicStage, command: Located<WorkdirCommand>): Promise<void> {
  const path = expand(command.value, variables(stage), { escape: run.dockerfile.escape }).text;
  const directory = absolute(path, stage.config.WorkingDir || '/').replace(/(.)\/$/, '$1');
  stage.config.WorkingDir = directory;
  const step = noOperation(stage, `WORKDIR ${directory}`);
  if (probe(run, stage, step)) return;
  const id = stepContainer(run, stage, step);
  const isThere = directory === '/' || filesOf(run, stage.image).get(directory.slice(1))?.kind === 'directory';
  const diff = isThere
    ? undefined
    : await run.layers.change(stackOf(run, stage.image), (files) => files.makeDirectory(directory, { parents: true, mode: 0o755 }));
  commitImage(run, stage, step, diff, id);
  await removeStepContainer(run, id);
}
