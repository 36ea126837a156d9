import type { ImageInspect } from '../../../api/types/image';
import { goJson, GoStruct, RawJson, type GoValue } from '../template/value';

/** The image's config in the order of the OCI image specification's struct, as the client's own types have it: templates print and encode it in this form. */
const configFields: readonly [name: string, empty: GoValue][] = [
  ['User', ''],
  ['ExposedPorts', {}],
  ['Env', []],
  ['Entrypoint', []],
  ['Cmd', []],
  ['Volumes', {}],
  ['WorkingDir', ''],
  ['Labels', {}],
  ['StopSignal', ''],
  ['ArgsEscaped', false],
  ['Healthcheck', null],
  ['OnBuild', []],
  ['Shell', []],
];

/** Go's `struct{}`, the values of its sets. */
const nothing = new GoStruct('struct {}', {}, () => ({}));

function isEmpty(value: GoValue): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function set(value: GoValue): GoValue {
  return Object.fromEntries(Object.keys((value ?? {}) as object).map((key) => [key, nothing]));
}

/**
 * What `docker inspect` found, as `--format` sees it. The JSON that the daemon sends of an image lists every old field of its config; the client's own
 * type of it leaves out what is empty (28.5.2, recorded in scenarios/image/import).
 */
export function inspectedImage(image: ImageInspect): GoValue {
  const config = image.Config as unknown as Readonly<Record<string, GoValue>>;
  const values = configFields.map(([name, empty]) => {
    const value = config[name] ?? empty;
    return [name, name === 'ExposedPorts' || name === 'Volumes' ? set(value) : value] as const;
  });
  const json = () => new RawJson(goJson(Object.fromEntries(values.filter(([, value]) => !isEmpty(value)))));
  const struct = new GoStruct('*dockerspec.DockerOCIImageConfig', Object.fromEntries(values.map(([name, value]) => [name, () => value])), json);
  return { ...(image as unknown as Record<string, GoValue>), Config: struct };
}
