import { digest } from '../kernel/digest';
import { repositories } from './repositories';
import layerDigests from './digests.json';
import type { LayerDigest, PulledImage, RegistryClient, RegistryImage } from './types';

const known = layerDigests as Readonly<Record<string, LayerDigest>>;
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** The image as it is pulled: its manifest, and the list that its tags name, hash to what the client is told. */
function describe(image: RegistryImage): PulledImage {
  const layers = image.layers.map((layer) => {
    const found = known[layer.key];
    if (!found) throw new Error(`registry/digests.json lacks ${layer.key}: run scripts/registry-digests.ts`);
    return { ...found, entries: () => layer.entries() };
  });
  const config = JSON.stringify({ ...image.config, rootfs: { type: 'layers', diff_ids: layers.map((layer) => layer.diffId) } });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digest(config), size: config.length },
    layers: layers.map((layer) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: layer.digest, size: layer.size })),
  });
  const list = JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [{ mediaType: manifestType, digest: digest(manifest), size: manifest.length, platform: { architecture: 'amd64', os: 'linux' } }],
  });
  return { digest: digest(list), config, layers };
}

/** The emulated Docker Hub, asked directly. */
export function createRegistryClient(): RegistryClient {
  return {
    async find(repository, wanted, platform) {
      const found = await repositories[repository]?.();
      if (!found) return 'denied';
      const images = wanted.startsWith('sha256:') ? [...new Set(Object.values(found.tags))] : [found.tags[wanted]].filter((make) => make !== undefined);
      const image = images.map((make) => describe(make())).find((one) => !wanted.startsWith('sha256:') || one.digest === wanted);
      if (!image) return 'unknown';
      return platform !== undefined && !/^linux(\/amd64)?$/.test(platform) ? 'platform' : image;
    },
    async layer(diffId) {
      const [key, found] = Object.entries(known).find(([, one]) => one.diffId === diffId) ?? [];
      if (key === undefined || !found) return undefined;
      for (const load of Object.values(repositories)) {
        for (const make of new Set(Object.values((await load()).tags))) {
          const layer = make().layers.find((one) => one.key === key);
          if (layer) return { ...found, entries: () => layer.entries() };
        }
      }
      return undefined;
    },
    async tags(repository) {
      const found = await repositories[repository]?.();
      return found && Object.keys(found.tags).sort();
    },
    async search(term) {
      const all = await Promise.all(Object.values(repositories).map((load) => load()));
      return all
        .map(({ name, description, stars, official }) => ({ name: name.replace(/^library\//, ''), description, stars, official }))
        .filter(({ name, description }) => name.includes(term) || description.toLowerCase().includes(term.toLowerCase()))
        .sort((a, b) => b.stars - a.stars);
    },
  };
}
