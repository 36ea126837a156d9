import type { AuthConfig } from '../../api/types/authentication';
import type { Process } from '../../process/types';
import type { RegistryClient } from '../../registry/types';
import { EngineError } from '../error';
import type { LayerStore } from '../storage/overlay2/layer-store';
import type { ImageStore } from './image-store';
import { openSource, type PullSource } from './pull-source';
import { roundTrip, transferLayers } from './pull-transfer';
import { createLayerSources } from './push-metadata';
import { familiarName, familiarString, parseReference, withDefaultTag, type Reference } from './reference';
import type { Digest, ImageConfig, Report } from './types';

/** What a machine is, unless a platform is asked for. */
const usualPlatform = 'linux/amd64';
const systems = ['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'illumos', 'ios', 'js', 'linux', 'nacl', 'netbsd', 'openbsd', 'plan9', 'solaris', 'windows', 'zos'];
const architectures: Readonly<Record<string, string>> = { amd64: 'amd64', x86_64: 'amd64', 'x86-64': 'amd64', i386: '386', 386: '386', arm64: 'arm64', aarch64: 'arm64', arm: 'arm', armhf: 'arm/v7', armel: 'arm/v6', ppc64le: 'ppc64le', s390x: 's390x', riscv64: 'riscv64', mips64le: 'mips64le', wasm: 'wasm', loong64: 'loong64' };

/** What pulling needs. */
export interface PullParts {
  readonly process: Process;
  readonly store: ImageStore;
  readonly layers: LayerStore;
  readonly registry: RegistryClient;
  /** Transfers over the emulated internet take no time. */
  readonly instant: boolean;
  /** Tells of the event `pull`. */
  event(reference: string, repository: string): void;
}

interface PullOptions {
  readonly platform?: string;
  readonly authentication?: AuthConfig;
  /** Without a tag, all tags of the repository (instead of `latest`). */
  readonly allTags?: boolean;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** A platform with both its parts: `arm64` is `linux/arm64`. */
function wholePlatform(text: string): string {
  const parts = text.toLowerCase().split('/');
  const [first = ''] = parts;
  if (parts.length > 1) return [first, architectures[parts[1] ?? ''] ?? parts[1], ...parts.slice(2)].join('/');
  if (systems.includes(first)) return `${first}/amd64`;
  const architecture = architectures[first];
  if (architecture === undefined) throw new EngineError('invalid parameter', `${JSON.stringify(text)}: unknown operating system or architecture: invalid argument`);
  return `linux/${architecture}`;
}

/** `docker pull`: gets what is not there, telling what happens as the real engine does. Cancelled by `signal`, it leaves whole layers and no name. */
export async function pullImage(parts: PullParts, text: string, options: PullOptions): Promise<void> {
  const given = parseReference(text);
  const { report } = options;
  const platform = options.platform === undefined ? undefined : wholePlatform(options.platform);
  const latency = async () => {
    if (!parts.instant) await parts.process.sleep(roundTrip * 3); // a token, the list, the manifest
  };
  const source = openSource(parts.process, parts.registry, given, options.authentication, latency);
  const whole = options.allTags === true && given.tag === undefined && given.digest === undefined;
  const references = whole ? (await source.tags()).map((tag) => ({ ...given, tag })) : [withDefaultTag(given)];
  let newer = false;
  for (const reference of references) newer = (await pullReference(parts, source, reference, platform, options)) || newer;
  const shown = familiarString(whole ? given : (references[0] as Reference));
  report({ status: newer ? `Status: Downloaded newer image for ${shown}` : `Status: Image is up to date for ${shown}` });
  const config = platform === undefined ? undefined : parts.store.get(parts.store.named(references[0] as Reference) ?? '')?.config;
  if (config && platform !== undefined) warnOfPlatform(config, platform, shown, report);
  parts.event(shown, familiarName(given));
}

/** Pulls one image; whether its name is new or means another image now. */
async function pullReference(parts: PullParts, source: PullSource, reference: Reference, platform: string | undefined, { report, signal }: PullOptions): Promise<boolean> {
  const { store, process } = parts;
  const { digest, choose } = await source.find(reference);
  const { domain, path } = reference;
  report({ status: `Pulling from ${path}`, id: reference.digest === undefined ? (reference.tag ?? 'latest') : `${domain}/${path}@${reference.digest}` });
  const image = await choose(platform ?? usualPlatform);
  if (!image) throw new EngineError('not found', `no matching manifest for ${platform ?? usualPlatform} in the manifest list entries`);
  if (!store.get(image.id)) {
    const config = await image.config();
    const pause = async (milliseconds: number) => {
      if (!parts.instant) await process.sleep(milliseconds);
      if (signal.aborted) throw new EngineError('system', 'context canceled');
    };
    const layers = image.layers((JSON.parse(config) as ImageConfig).rootfs.diff_ids);
    await transferLayers({ process, layers: parts.layers, registry: parts.registry, report, pause }, layers);
    const sources = createLayerSources(process);
    for (const layer of layers) sources.add(layer.diffId, layer.digest, `${domain}/${path}`);
    store.add(config, {});
  }
  const id: Digest = image.id;
  const before = store.named(reference);
  if (reference.digest === undefined) store.name(reference, id);
  store.name({ ...reference, tag: undefined, digest }, id);
  report({ status: `Digest: ${digest}` });
  return before !== id;
}

function warnOfPlatform({ os, architecture, variant }: ImageConfig, platform: string, shown: string, report: Report): void {
  const [wantedOs, wantedArchitecture] = platform.split('/');
  if (os === wantedOs && architecture === wantedArchitecture) return;
  const own = `${os}/${architecture}${variant === undefined ? '' : `/${variant}`}`;
  report({ status: `WARNING: image with reference ${shown} was found but its platform (${own}) does not match the specified platform (${platform})` });
}
