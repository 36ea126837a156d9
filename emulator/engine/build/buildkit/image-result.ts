import type { ImageConfig, ImageHistory } from '../../image/types';
import { orderConfig } from '../config-order';
import type { Resolved } from './solve';
import type { StageState } from './stage-state';

/** The config of the image that a stage comes to; `layers` are its own layers' results, in order. An entry without a layer has the time of the layer after it, or of the last. */
export function imageConfig(
  state: StageState,
  result: Resolved | undefined,
  layers: readonly Resolved[],
  labels: Readonly<Record<string, string>>,
): ImageConfig {
  const base = state.baseConfig;
  const baseCreated = base?.history?.findLast((entry) => entry.created !== undefined)?.created ?? base?.created;
  let layer = 0;
  const own = state.history.map((entry): ImageHistory => {
    const created = layers[Math.min(layer, layers.length - 1)]?.created ?? baseCreated;
    if (!entry.empty_layer) layer++;
    return { ...(created === undefined ? {} : { created }), ...entry };
  });
  const created = own.at(-1)?.created ?? baseCreated;
  const author = state.author ?? base?.author;
  const config = { ...state.config };
  if (Object.keys(labels).length > 0) config.Labels = { ...config.Labels, ...labels };
  const { platform } = state.planned;
  return {
    architecture: platform.architecture,
    ...(author === undefined ? {} : { author }),
    config: orderConfig(config),
    ...(created === undefined ? {} : { created }),
    history: [...(base?.history ?? []), ...own],
    os: platform.os,
    rootfs: { type: 'layers', diff_ids: [...(result?.stack ?? [])] },
    ...(platform.variant === '' ? {} : { variant: platform.variant }),
  };
}
