import { decode } from '../../kernel/bytes';
import type { Process } from '../../process/types';
import { createLog } from './log';
import type { RegistrySettings } from './settings';
import { createStorage } from './storage';

interface Manifest {
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string }[];
  readonly manifests?: readonly { readonly digest: string }[];
}

/** `registry garbage-collect`: deletes blobs that no manifest needs, and with `untagged` manifests that no tag names. */
export async function collectGarbage(process: Process, settings: RegistrySettings, { dryRun, untagged }: { dryRun: boolean; untagged: boolean }): Promise<number> {
  const storage = createStorage(process, settings.directory);
  const log = createLog(process, settings.logLevel);
  const print = (text: string) => process.write(1, `${text}\n`);
  const marked = new Set<string>();
  const loose: { repository: string; digest: string }[] = [];
  for (const repository of storage.repositories(false)) {
    await print(repository);
    const tagged = new Set((storage.tags(repository) ?? []).map((tag) => storage.tag(repository, tag)));
    const listed = new Set(storage.revisions(repository).flatMap((digest) => manifestOf(digest).manifests?.map((one) => one.digest) ?? []));
    for (const digest of storage.revisions(repository)) {
      if (untagged && !tagged.has(digest) && !listed.has(digest)) {
        loose.push({ repository, digest });
        await print(`manifest eligible for deletion: ${digest}`);
        continue;
      }
      await print(`${repository}: marking manifest ${digest} `);
      marked.add(digest);
      const { config, layers = [], manifests = [] } = manifestOf(digest);
      for (const blob of [...(config ? [config] : []), ...layers, ...manifests]) {
        marked.add(blob.digest);
        await print(`${repository}: marking blob ${blob.digest}`);
      }
    }
    function manifestOf(digest: string): Manifest {
      const bytes = storage.manifest(repository, digest);
      return bytes ? (JSON.parse(decode(bytes)) as Manifest) : {};
    }
  }
  const unused = storage.allBlobs().filter((digest) => !marked.has(digest));
  await print(`\n${marked.size} blobs marked, ${unused.length} blobs and ${loose.length} manifests eligible for deletion`);
  for (const { repository, digest } of dryRun ? [] : loose) storage.deleteManifest(repository, digest);
  for (const digest of unused) {
    await print(`blob eligible for deletion: ${digest}`);
    if (dryRun) continue;
    await log.line('info', `Deleting blob: /docker/registry/v2/blobs/sha256/${digest.slice(7, 9)}/${digest.slice(7)}`);
    storage.deleteBlob(digest);
  }
  return 0;
}
