import { unpackTree } from '../../../vfs/tar/unpack-tree';
import type { ContainerMount } from '../../container/runtime/mounts';
import { makeId } from '../../identifier';
import type { FileSet } from '../context/context';
import { cleanSource, resolveLinks } from '../context/select';
import { StepFailure } from './failure';
import type { ExecutorParts } from './execute';
import type { PreparedMounts, RunMount, Vertex } from './graph';
import type { Resolved } from './solve';

const root = '/var/lib/docker/buildkit';

/** Lays out on the host what RUN's mounts show. Throws {@link StepFailure} for a secret that is required and not there. */
export function prepareMounts(
  parts: ExecutorParts,
  vertex: Vertex,
  mounts: readonly RunMount[],
  sources: readonly (Resolved | undefined)[],
  argv: readonly string[],
): PreparedMounts {
  const { process } = parts.engine;
  const { files, system } = process;
  const scratch = `${root}/mounts/${makeId(system.random).slice(0, 25)}`;
  const prepared: ContainerMount[] = [];
  const env: string[] = [];
  const release: (() => void)[] = [() => files.removeTree(scratch)];
  files.makeDirectory(scratch, { parents: true });

  /** A directory on the host with the files of a source. */
  const lay = (content: FileSet, name: string): string => {
    const directory = `${scratch}/${name}`;
    files.makeDirectory(directory, { parents: true });
    unpackTree(
      [...content].map(([path, entry]) => ({ ...entry, name: path })),
      files,
      directory,
    );
    return directory;
  };
  const bindSource = (mount: RunMount, index: number): string => {
    const source = mount.source === undefined ? undefined : sources[mount.source];
    const inner = source ? resolveLinks(source.files(), cleanSource(mount.path)) : '';
    const suffix = inner === '' ? '' : `/${inner}`;
    if (source && source.stack.length > 0) {
      const place = parts.layers.open(source.stack);
      release.push(() => place.close());
      return `${place.root}${suffix}`;
    }
    return `${lay(source?.files() ?? new Map(), String(index))}${suffix}`;
  };
  const cacheSource = (mount: RunMount, index: number): string => {
    if (mount.sharing === 'private' && inUse.has(mount.id)) return lay(new Map(), String(index));
    const record = parts.cache.all().find((one) => one.type === 'exec.cachemount' && one.description.endsWith(` with id ${JSON.stringify(mount.id)}`));
    const directory = record?.directory ?? `${root}/cachemounts/${makeId(system.random).slice(0, 25)}`;
    if (!record) {
      files.makeDirectory(directory, { parents: true });
      files.changeMode(directory, mount.mode ?? 0o755);
      files.changeOwner(directory, mount.uid, mount.gid);
      if (mount.source !== undefined) {
        const content: FileSet = sources[mount.source]?.files() ?? new Map();
        unpackTree(
          [...content].map(([path, entry]) => ({ ...entry, name: path })),
          files,
          directory,
        );
      }
    }
    const kept =
      record ??
      parts.cache.add({
        type: 'exec.cachemount',
        description: `cached mount ${mount.target} from exec ${argv.join(' ')} with id ${JSON.stringify(mount.id)}`,
        directory,
      });
    parts.cache.touch(kept);
    inUse.add(mount.id);
    release.push(() => {
      inUse.delete(mount.id);
      kept.size = sizeOf(parts, directory);
    });
    const inner = cleanSource(mount.path);
    return inner === '' ? directory : `${directory}/${inner}`;
  };

  for (const [index, mount] of mounts.entries()) {
    const { target, readOnly } = mount;
    if (mount.type === 'bind') prepared.push({ destination: target, source: { path: bindSource(mount, index) }, readOnly });
    else if (mount.type === 'cache') prepared.push({ destination: target, source: { path: cacheSource(mount, index) }, readOnly });
    else if (mount.type === 'tmpfs')
      prepared.push({
        destination: target,
        source: { tmpfs: ['mode=755', 'exec', ...(mount.sizeBytes > 0 ? [`size=${mount.sizeBytes}`] : [])].join(',') },
        readOnly: false,
      });
    else if (mount.type === 'secret') {
      const secret = parts.sent.secrets.get(mount.id);
      if (secret === undefined) {
        if (!mount.required) continue;
        for (const undo of release) undo();
        throw new StepFailure(vertex, `secret ${mount.id}: not found`);
      }
      const path = `${scratch}/secret-${index}`;
      files.writeFile(path, secret, { mode: 0o600 });
      files.changeOwner(path, mount.uid, mount.gid);
      files.changeMode(path, mount.mode ?? 0o400);
      if (mount.env === undefined || mount.target !== `/run/secrets/${mount.id}`) prepared.push({ destination: target, source: { path }, readOnly: true });
      if (mount.env !== undefined) env.push(`${mount.env}=${files.readText(path)}`);
    } else if (mount.required) {
      for (const undo of release) undo();
      throw new StepFailure(vertex, `unset ssh forward key ${mount.id || 'default'}`);
    }
  }
  return {
    mounts: prepared,
    env,
    release: () => {
      for (const undo of release) undo();
    },
  };
}

/** Cache mounts that a running step has. */
const inUse = new Set<string>();

function sizeOf(parts: ExecutorParts, path: string): number {
  const { files } = parts.engine.process;
  return files
    .readDirectory(path)
    .reduce((sum, { name, kind }) => sum + (kind === 'directory' ? sizeOf(parts, `${path}/${name}`) : files.lstat(`${path}/${name}`).size), 0);
}
