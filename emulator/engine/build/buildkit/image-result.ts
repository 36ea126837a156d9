import type { ImageConfig, ImageHistory } from '../../image/types';
import { formatPlatform } from '../dockerfile/platform';
import type { Resolved } from './solve';
import type { StageState } from './stage-state';

/** The config of the image that a stage comes to; `layers` are its own layers' results, in order. */
export function imageConfig(
  state: StageState,
  result: Resolved | undefined,
  layers: readonly Resolved[],
  labels: Readonly<Record<string, string>>,
): ImageConfig {
  const base = state.baseConfig;
  let created = base?.history?.findLast((entry) => entry.created !== undefined)?.created ?? base?.created;
  let layer = 0;
  const own = state.history.map((entry): ImageHistory => {
    if (!entry.empty_layer) created = layers[layer++]?.created ?? created;
    return { ...(created === undefined ? {} : { created }), ...entry };
  });
  const config = { ...state.config };
  if (Object.keys(labels).length > 0) config.Labels = { ...config.Labels, ...labels };
  const { platform } = state.planned;
  return {
    architecture: platform.architecture,
    ...(platform.variant === '' ? {} : { variant: platform.variant }),
    ...((state.author ?? base?.author) === undefined ? {} : { author: state.author ?? base?.author }),
    config,
    ...(created === undefined ? {} : { created }),
    history: [...(base?.history ?? []), ...own],
    os: formatPlatform(platform).split('/')[0] ?? 'linux',
    rootfs: { type: 'layers', diff_ids: [...(result?.stack ?? [])] },
  };
}
