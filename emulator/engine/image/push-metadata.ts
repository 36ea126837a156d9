import type { Process } from '../../process/types';
import type { Digest } from './types';

const root = '/var/lib/docker/image/overlay2/distribution';
/** Of a layer, so many places are remembered. */
const longest = 50;

/** A compressed form of a layer, and a repository that has it (`localhost:5000/app`). */
export interface LayerSource {
  readonly Digest: Digest;
  readonly SourceRepository: string;
  readonly HMAC: string;
}

/** Where compressed layers are known to be: what pushes save their bytes by. */
export interface LayerSources {
  /** The latest last. */
  of(diffId: Digest): LayerSource[];
  add(diffId: Digest, digest: Digest, repository: string): void;
  /** Forgets a place that turned out to be wrong. */
  remove(diffId: Digest, source: LayerSource): void;
}

/** The notes under /var/lib/docker, in the real daemon's files. */
export function createLayerSources({ files }: Process): LayerSources {
  const path = (diffId: Digest) => `${root}/v2metadata-by-diffid/sha256/${diffId.slice(7)}`;
  const read = (diffId: Digest) => (files.exists(path(diffId)) ? (JSON.parse(files.readText(path(diffId))) as LayerSource[]) : []);
  const write = (file: string, text: string) => {
    files.makeDirectory(file.slice(0, file.lastIndexOf('/')), { parents: true });
    files.writeFile(file, text);
  };
  return {
    of: read,
    add(diffId, digest, repository) {
      const others = read(diffId).filter((source) => source.Digest !== digest || source.SourceRepository !== repository);
      write(path(diffId), JSON.stringify([...others, { Digest: digest, SourceRepository: repository, HMAC: '' }].slice(-longest)));
      write(`${root}/diffid-by-digest/sha256/${digest.slice(7)}`, diffId);
    },
    remove(diffId, source) {
      write(path(diffId), JSON.stringify(read(diffId).filter((one) => one.Digest !== source.Digest || one.SourceRepository !== source.SourceRepository)));
    },
  };
}

/** Sources of a layer on the registry of `repository`, those with the most alike names and the latest first. */
export function mountCandidates(sources: readonly LayerSource[], domain: string, path: string): LayerSource[] {
  const parts = path.split('/');
  const likeness = (source: LayerSource) => {
    const own = source.SourceRepository.slice(domain.length + 1).split('/');
    let count = 0;
    while (count < parts.length && own[count] === parts[count]) count++;
    return count;
  };
  return sources
    .filter((source) => source.SourceRepository.startsWith(`${domain}/`) && source.SourceRepository !== `${domain}/${path}`)
    .reverse()
    .sort((a, b) => likeness(b) - likeness(a));
}
