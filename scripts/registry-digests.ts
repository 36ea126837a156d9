// Works out what the layers of the emulated registry's images come to (emulator/registry/digests.json): hashes and sizes of their tars, plain
// and gzipped. Run it after a change to emulator/registry/images: a layer without an entry cannot be pulled, and nothing else tells of a stale one.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import { repositories } from '../emulator/registry/repositories';
import type { LayerDigest, RegistryLayer } from '../emulator/registry/types';
import { contentSize } from '../emulator/vfs/lazy-content';
import { tarBytes, writeTar } from '../emulator/vfs/tar/tar-writer';

async function measure(layer: RegistryLayer): Promise<LayerDigest> {
  const entries = [...layer.entries()];
  const plain = createHash('sha256');
  const compressed = createHash('sha256');
  const gzip = createGzip({ level: 6 });
  let size = 0;
  const done = (async () => {
    for await (const piece of gzip) {
      compressed.update(piece as Uint8Array);
      size += (piece as Uint8Array).length;
    }
  })();
  for (const bytes of tarBytes(writeTar(entries))) {
    plain.update(bytes);
    if (!gzip.write(bytes.slice())) await new Promise<void>((resolve) => gzip.once('drain', () => resolve()));
  }
  gzip.end();
  await done;
  return { diffId: `sha256:${plain.digest('hex')}`, digest: `sha256:${compressed.digest('hex')}`, size, unpacked: entries.reduce((sum, entry) => sum + (entry.content ? contentSize(entry.content) : 0), 0) };
}

const table: Record<string, LayerDigest> = {};
for (const load of Object.values(repositories)) {
  for (const make of new Set(Object.values((await load()).tags))) {
    for (const layer of make().layers) table[layer.key] ??= await measure(layer);
  }
}
const sorted = Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('emulator/registry/digests.json', `${JSON.stringify(sorted, undefined, 2)}\n`);
console.log(`${Object.keys(sorted).length} layers`);
