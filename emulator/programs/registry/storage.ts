import { digestOf } from '../../kernel/digest';
import type { Process } from '../../process/types';

/** A sha256 digest as names and links have it. */
export const digestPattern = /^sha256:[a-f0-9]{64}$/;

/** Bytes that are hashed at once when an upload is finished. */
const hashPiece = 524_288;

/** What a registry keeps, in Distribution's layout, so that the directories say what is there: blobs once for all repositories, links from each repository to its own. */
export interface Storage {
  /** The path of a blob that the repository links to; undefined when it does not, or the blob is gone. */
  blob(repository: string, digest: string): string | undefined;
  unlinkBlob(repository: string, digest: string): boolean;
  /** Lets a repository have a blob of another one. */
  mount(from: string, to: string, digest: string): boolean;
  /** Begins an upload: makes its directory and says since when. */
  startUpload(repository: string, id: string): string;
  /** Bytes of an upload so far; undefined when there is none. */
  uploadSize(repository: string, id: string): number | undefined;
  append(repository: string, id: string, bytes: Uint8Array): void;
  /** Makes an upload a blob when its bytes hash to `digest`; whether they did. */
  finishUpload(repository: string, id: string, digest: string): Promise<boolean>;
  cancelUpload(repository: string, id: string): void;
  /** The bytes of a manifest of the repository. */
  manifest(repository: string, digest: string): Uint8Array | undefined;
  putManifest(repository: string, digest: string, bytes: Uint8Array, tag: string | undefined): void;
  /** Takes a revision away, and the tags that point to it. */
  deleteManifest(repository: string, digest: string): boolean;
  /** The digest that a tag points to. */
  tag(repository: string, tag: string): string | undefined;
  untag(repository: string, tag: string): boolean;
  /** Tags in the order of the directory; undefined when nothing was ever pushed. */
  tags(repository: string): string[] | undefined;
  /** Repositories with layers (or, when `byManifests`, with manifests), sorted. */
  repositories(byManifests: boolean): string[];
  /** All digests of blobs, and of a repository's revisions: for the garbage collector. */
  allBlobs(): string[];
  revisions(repository: string): string[];
  deleteBlob(digest: string): void;
}

/** A registry's storage below `directory` (`/var/lib/registry`). */
export function createStorage({ files, system }: Process, directory: string): Storage {
  const root = `${directory}/docker/registry/v2`;
  const hex = (digest: string) => digest.slice('sha256:'.length);
  const blobPath = (digest: string) => `${root}/blobs/sha256/${hex(digest).slice(0, 2)}/${hex(digest)}`;
  const repositoryPath = (repository: string) => `${root}/repositories/${repository}`;
  const layerPath = (repository: string, digest: string) => `${repositoryPath(repository)}/_layers/sha256/${hex(digest)}`;
  const revisionPath = (repository: string, digest: string) => `${repositoryPath(repository)}/_manifests/revisions/sha256/${hex(digest)}`;
  const tagsPath = (repository: string) => `${repositoryPath(repository)}/_manifests/tags`;
  const uploadPath = (repository: string, id: string) => `${repositoryPath(repository)}/_uploads/${id}`;

  const write = (path: string, content: string | Uint8Array) => {
    files.makeDirectory(path.slice(0, path.lastIndexOf('/')), { parents: true });
    files.writeFile(path, content);
  };
  const link = (path: string, digest: string) => write(`${path}/link`, digest);
  const names = (path: string) => (files.exists(path) ? files.readDirectory(path).map((entry) => entry.name) : []);
  const readTag = (repository: string, tag: string) => {
    const path = `${tagsPath(repository)}/${tag}/current/link`;
    return files.exists(path) ? files.readText(path) : undefined;
  };

  return {
    blob(repository, digest) {
      const path = `${blobPath(digest)}/data`;
      return files.exists(`${layerPath(repository, digest)}/link`) && files.exists(path) ? path : undefined;
    },
    unlinkBlob(repository, digest) {
      const path = `${layerPath(repository, digest)}/link`;
      if (!files.exists(path)) return false;
      files.unlink(path);
      return true;
    },
    mount(from, to, digest) {
      if (!files.exists(`${layerPath(from, digest)}/link`) || !files.exists(`${blobPath(digest)}/data`)) return false;
      link(layerPath(to, digest), digest);
      return true;
    },
    startUpload(repository, id) {
      const started = new Date(system.clock.now()).toISOString();
      write(`${uploadPath(repository, id)}/startedat`, `${started.slice(0, 19)}Z`);
      write(`${uploadPath(repository, id)}/data`, '');
      return started;
    },
    uploadSize(repository, id) {
      const path = `${uploadPath(repository, id)}/data`;
      return files.exists(path) ? files.stat(path).size : undefined;
    },
    append: (repository, id, bytes) => files.writeFile(`${uploadPath(repository, id)}/data`, bytes, { append: true }),
    async finishUpload(repository, id, digest) {
      const from = `${uploadPath(repository, id)}/data`;
      const { node } = files.resolve(from);
      const { size } = node.attributes();
      const pieces = function* () {
        for (let at = 0; at < size; at += hashPiece) yield node.read(at, hashPiece);
      };
      if ((await digestOf(pieces())).digest !== digest) return false;
      files.makeDirectory(blobPath(digest), { parents: true });
      files.rename(from, `${blobPath(digest)}/data`);
      files.removeTree(uploadPath(repository, id));
      link(layerPath(repository, digest), digest);
      return true;
    },
    cancelUpload: (repository, id) => files.removeTree(uploadPath(repository, id)),
    manifest(repository, digest) {
      const path = `${blobPath(digest)}/data`;
      return files.exists(`${revisionPath(repository, digest)}/link`) && files.exists(path) ? files.readFile(path) : undefined;
    },
    putManifest(repository, digest, bytes, tag) {
      write(`${blobPath(digest)}/data`, bytes);
      link(revisionPath(repository, digest), digest);
      if (tag === undefined) return;
      link(`${tagsPath(repository)}/${tag}/index/sha256/${hex(digest)}`, digest);
      link(`${tagsPath(repository)}/${tag}/current`, digest);
    },
    deleteManifest(repository, digest) {
      const path = `${revisionPath(repository, digest)}/link`;
      if (!files.exists(path)) return false;
      files.unlink(path);
      for (const tag of names(tagsPath(repository))) if (readTag(repository, tag) === digest) files.removeTree(`${tagsPath(repository)}/${tag}`);
      return true;
    },
    tag: readTag,
    untag(repository, tag) {
      if (readTag(repository, tag) === undefined) return false;
      files.removeTree(`${tagsPath(repository)}/${tag}`);
      return true;
    },
    tags: (repository) => (files.exists(tagsPath(repository)) ? names(tagsPath(repository)) : undefined),
    repositories(byManifests) {
      const wanted = byManifests ? '_manifests' : '_layers';
      const found: string[] = [];
      const walk = (path: string, name: string) => {
        for (const { name: part, kind } of files.readDirectory(path)) {
          if (kind !== 'directory') continue;
          if (part === wanted) found.push(name);
          else if (!part.startsWith('_')) walk(`${path}/${part}`, name === '' ? part : `${name}/${part}`);
        }
      };
      if (files.exists(`${root}/repositories`)) walk(`${root}/repositories`, '');
      return found.sort();
    },
    allBlobs: () => names(`${root}/blobs/sha256`).flatMap((start) => names(`${root}/blobs/sha256/${start}`).map((name) => `sha256:${name}`)).sort(),
    revisions: (repository) =>
      names(`${repositoryPath(repository)}/_manifests/revisions/sha256`)
        .filter((name) => files.exists(`${revisionPath(repository, `sha256:${name}`)}/link`))
        .map((name) => `sha256:${name}`),
    deleteBlob: (digest) => files.removeTree(blobPath(digest)),
  };
}
