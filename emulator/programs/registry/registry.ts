import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { helpOf, rootUsage, usageOf } from './help';
import { SettingsError, type RegistrySettings } from './settings';

/** Which registry it is: version 3 is `registry:3`. */
export interface RegistryVersion {
  readonly text: string;
  readonly major: 2 | 3;
}

const package_ = { 2: 'github.com/docker/distribution', 3: 'github.com/distribution/distribution/v3' } as const;

/** `registry`: serves the Registry HTTP API, or collects its garbage. */
export function createRegistry(version: RegistryVersion): Program {
  return async (process: Process): Promise<number> => {
    const [first = '', ...rest] = process.argv.slice(1);
    if (first === '-v' || first === '--version') {
      await process.write(1, `${process.argv[0] ?? 'registry'} ${package_[version.major]} ${version.major === 3 ? 'v' : ''}${version.text}\n`);
      return 0;
    }
    if (first === '' || first === '-h' || first === '--help' || (first === 'help' && rest.length === 0)) {
      await process.write(1, rootUsage);
      return 0;
    }
    const command = first === 'help' ? (rest[0] ?? '') : first;
    if (command !== 'serve' && command !== 'garbage-collect') {
      await process.write(2, `Error: unknown command ${JSON.stringify(command)} for "registry"\nRun 'registry --help' for usage.\n`);
      return 0;
    }
    if (first === 'help' || rest.includes('-h') || rest.includes('--help')) {
      await process.write(1, helpOf(command));
      return 0;
    }
    const settings = await settingsFor(process, rest.find((word) => !word.startsWith('-')), command);
    if (typeof settings === 'number') return settings;
    if (command === 'serve') {
      const { serve } = await process.until(import('./serve'));
      return await serve(process, settings, version);
    }
    const { collectGarbage } = await process.until(import('./garbage'));
    const given = (letter: string, word: string) => rest.includes(`-${letter}`) || rest.includes(`--${word}`) || rest.includes(`--${word}=true`);
    return await collectGarbage(process, settings, { dryRun: given('d', 'dry-run'), untagged: given('m', 'delete-untagged') });
  };
}

/** The settings that a command's argument names, or the exit code after saying what is wrong with them. */
async function settingsFor(process: Process, argument: string | undefined, command: 'serve' | 'garbage-collect'): Promise<RegistrySettings | number> {
  const path = argument ?? process.env.get('REGISTRY_CONFIGURATION_PATH');
  const refuse = async (message: string) => {
    await process.write(2, `configuration error: ${message}\n${usageOf(command)}`);
    return 1;
  };
  if (path === undefined || path === '') return await refuse('configuration path unspecified');
  try {
    const content = process.files.readText(path);
    const { readSettings } = await process.until(import('./settings'));
    const { parse } = await process.until(import('yaml'));
    return readSettings(path, content, process.env, (text) => parse(text) as unknown);
  } catch (error) {
    if (isSystemError(error)) return await refuse(`open ${path}: ${error.message.toLowerCase()}`);
    if (!(error instanceof SettingsError)) throw error;
    if (!error.panic) return await refuse(error.message);
    await process.write(2, `panic: ${error.message}\n\ngoroutine 1 [running]:\n`);
    return 2;
  }
}
