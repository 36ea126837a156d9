import type { AuthConfig } from '../../api/types/authentication';
import type { Process } from '../../process/types';
import type { RegistryError } from '../../registry/remote/error';
import type { RemoteLayer } from '../../registry/remote/registry';
import type { PulledLayer, RegistryClient } from '../../registry/types';
import { EngineError } from '../error';
import { digest as digestText } from '../../kernel/digest';
import { familiarName, familiarString, type Reference } from './reference';
import { openRepository, speaking } from './remote';
import type { Digest } from './types';

/** A layer to be had: from the emulated Docker Hub as a description, from other registries as bytes. */
export type AvailableLayer = PulledLayer | RemoteLayer;

/** One image to be had. */
export interface AvailableImage {
  readonly id: Digest;
  config(): Promise<string>;
  layers(diffIds: readonly Digest[]): readonly AvailableLayer[];
}

/** A repository that images are pulled from. Failures are `EngineError`, in the words of a pull. */
export interface PullSource {
  /** What a reference names: the digest of its manifest (or list), and its image for a platform; undefined when there is none. */
  find(reference: Reference): Promise<{ digest: Digest; choose(platform: string): Promise<AvailableImage | undefined> }>;
  tags(): Promise<readonly string[]>;
}

const wantedOf = (reference: Reference) => reference.digest ?? reference.tag ?? 'latest';

/** Where the images of a reference come from. */
export function openSource(process: Process, hub: RegistryClient, reference: Reference, authentication: AuthConfig | undefined, latency: () => Promise<void>): PullSource {
  return reference.domain === 'docker.io' ? hubSource(hub, reference, latency) : remoteSource(process, reference, authentication);
}

function hubSource(hub: RegistryClient, { domain, path }: Reference, latency: () => Promise<void>): PullSource {
  const denied = () => new EngineError('not found', `pull access denied for ${familiarName({ domain, path })}, repository does not exist or may require 'docker login'`);
  return {
    async find(reference) {
      await latency();
      const found = await hub.find(path, wantedOf(reference), undefined);
      if (found === 'denied') throw denied();
      if (typeof found === 'string') throw new EngineError('not found', `manifest for ${familiarString(reference)} not found: manifest unknown: manifest unknown`);
      const image: AvailableImage = { id: digestText(found.config), config: async () => found.config, layers: () => found.layers };
      return { digest: found.digest, choose: async (platform) => (/^linux\/amd64(\/|$)/.test(platform) ? image : undefined) };
    },
    async tags() {
      await latency();
      const tags = await hub.tags(path);
      if (!tags) throw denied();
      return tags;
    },
  };
}

function remoteSource(process: Process, reference: Reference, authentication: AuthConfig | undefined): PullSource {
  const { repository } = openRepository(process, reference, authentication);
  const translate = (one: Reference) => (error: RegistryError) => {
    const name = familiarName(one);
    if (error.code === 'manifest unknown') return new EngineError('not found', `manifest for ${familiarString(one)} not found: ${error.message}`);
    if (error.code === 'name unknown') return new EngineError('not found', `repository ${name} not found: ${error.message}`);
    if (error.code === 'denied') return new EngineError('not found', `pull access denied for ${name}, repository does not exist or may require 'docker login': ${error.message}`);
    return undefined;
  };
  return {
    async find(one) {
      const manifest = await speaking(() => repository.resolve(wantedOf(one)), translate(one));
      return {
        digest: manifest.digest,
        choose: async (platform) => {
          const image = await speaking(() => manifest.choose(platform), translate(one));
          if (!image) return undefined;
          const config = () => speaking(() => image.config(), (error) => new EngineError('system', `error pulling image configuration: download failed after attempts=1: ${error.message}`));
          return { id: image.id, config, layers: (diffIds) => image.layers(diffIds) };
        },
      };
    },
    tags: () => speaking(() => repository.tags(), translate(reference)),
  };
}
