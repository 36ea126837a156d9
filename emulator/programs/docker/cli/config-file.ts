import { isSystemError } from '../../../kernel/errno';
import type { Process } from '../../../process/types';

/** The settings of `config.json` that count here. */
export interface ConfigFile {
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
  const merged = { ...readConfig(process, directory), ...change };
  process.files.makeDirectory(directory, { parents: true, mode: 0o700 });
  process.files.writeFile(`${directory}/config.json`, `${JSON.stringify(merged, undefined, '\t')}`, { mode: 0o600 });
}
