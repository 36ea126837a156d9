import { inspectImage } from '../../../api/client/images';
import { isNotFound } from '../../../api/client/error';
import type { DockerCli } from '../cli/docker-cli';
import type { BuildOptions } from './option/read-options';
import { familiar, splitReference } from '../cli/reference';

/** What a finished build is told by in `--metadata-file`. */
export interface BuiltMetadata {
  readonly imageId: string;
  /** Names as given with `--tag`. */
  readonly tags: readonly string[];
  readonly dockerfileName: string;
  /** Names of the steps that were shown; the base images are among them. */
  readonly steps: readonly string[];
}

const baseStep = /^\[(?:\S+ )?\d+\/\d+\] FROM (\S+)$/;
const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The file's text: BuildKit's keys in the order of the alphabet. */
export async function metadataText(docker: DockerCli, options: BuildOptions, built: BuiltMetadata): Promise<string> {
  const names = built.tags.map((tag) => {
    const { domain, path, tag: version } = splitReference(tag);
    return `${domain}/${path}${version === undefined ? '' : `:${version}`}`;
  });
  const { random } = docker.process.system;
  const reference = Array.from({ length: 25 }, () => letters[random.integer(letters.length)]).join('');
  const hasImage = built.imageId !== '';
  const metadata = {
    'buildx.build.provenance': await provenance(docker, options, built),
    'buildx.build.ref': `default/default/${reference}`,
    ...(hasImage ? { 'containerimage.config.digest': built.imageId, 'containerimage.digest': built.imageId } : {}),
    ...(names.length > 0 ? { 'image.name': names.join(',') } : {}),
  };
  return JSON.stringify(metadata, undefined, 2);
}

async function provenance(docker: DockerCli, { flags }: BuildOptions, { steps, dockerfileName }: BuiltMetadata) {
  const bases = [...new Set(steps.flatMap((step) => baseStep.exec(step)?.[1] ?? []))];
  const materials: { uri: string; digest: { sha256: string } }[] = [];
  for (const base of bases) materials.push(await material(docker, base));
  return {
    builder: { id: '' },
    buildType: 'https://mobyproject.org/buildkit@v1',
    ...(materials.length > 0 ? { materials } : {}),
    invocation: {
      configSource: { entryPoint: dockerfileName },
      parameters: { frontend: 'dockerfile.v0', ...(flags.target === '' ? {} : { args: { target: flags.target } }), locals: [{ name: 'context' }, { name: 'dockerfile' }] },
      environment: { platform: 'linux/amd64' },
    },
  };
}

/** A base image as a source: by the digest that was resolved, or, when it is an image of this host, by that image. */
async function material(docker: DockerCli, base: string): Promise<{ uri: string; digest: { sha256: string } }> {
  const reference = splitReference(base);
  const name = `${familiar(reference)}@${reference.tag ?? 'latest'}`;
  let digest = reference.digest;
  if (digest === undefined) {
    try {
      const image = await inspectImage(docker.client, base);
      digest = image.RepoDigests?.[0]?.split('@')[1] ?? image.RootFS.Layers?.at(-1) ?? image.Id;
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  return { uri: `pkg:docker/${name}?platform=linux%2Famd64`, digest: { sha256: (digest ?? '').replace('sha256:', '') } };
}
