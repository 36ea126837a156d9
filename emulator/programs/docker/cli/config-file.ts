import { isSystemError } from '../../../kernel/errno';
import type { Process } from '../../../process/types';

/** What is kept of a login: user and password in base64, or as they are where somebody wrote the file. */
export interface StoredCredentials {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
}

/** The settings of `config.json` that count here. */
export interface ConfigFile {
  /** By registry: a host, or `https://index.docker.io/v1/`. */
  readonly auths?: Readonly<Record<string, StoredCredentials>>;
  readonly currentContext?: string;
  readonly detachKeys?: string;
  readonly psFormat?: string;
  readonly imagesFormat?: string;
  readonly networksFormat?: string;
  readonly volumesFormat?: string;
  readonly statsFormat?: string;
}

/** Reads the settings; none when there is no file. */
export function readConfig(process: Process, directory: string): ConfigFile {
  try {
    return JSON.parse(process.files.readText(`${directory}/config.json`)) as ConfigFile;
  } catch (error) {
    if (isSystemError(error) || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Keeps a setting, or takes it out when `value` is undefined. */
export function writeConfig(process: Process, directory: string, change: Partial<ConfigFile>): void {
  const { auths, ...rest } = { ...readConfig(process, directory), ...change };
  const merged = { ...(auths ? { auths } : {}), ...rest };
  process.files.makeDirectory(directory, { parents: true, mode: 0o700 });
  process.files.writeFile(`${directory}/config.json`, `${JSON.stringify(merged, undefined, '\t')}`, { mode: 0o600 });
}
