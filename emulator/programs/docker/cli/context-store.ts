import { sha256 } from '@noble/hashes/sha2.js';
import { defaultHost, parseEndpoint, type Endpoint } from '../../../api/client/endpoint';
import { encode } from '../../../kernel/bytes';
import { isSystemError } from '../../../kernel/errno';
import type { Process } from '../../../process/types';
import type { ConfigFile } from './config-file';
import { CliError } from './error';

/** What says which daemon is meant: flags, environment, settings. */
export interface EndpointChoice {
  readonly configDirectory: string;
  /** `--host` */
  readonly host: string;
  /** `--context` */
  readonly context: string;
  /** `DOCKER_HOST` */
  readonly fromEnvironment: string;
}

/** A context as it is stored in `contexts/meta/<sha256 of its name>/meta.json`. */
export interface ContextMetadata {
  readonly Name: string;
  readonly Metadata: { readonly Description?: string };
  readonly Endpoints: { readonly docker?: { readonly Host?: string; readonly SkipTLSVerify: boolean } };
}

const hexOf = (text: string) => Array.from(sha256(encode(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The directory that holds a context. */
export function contextDirectory(configDirectory: string, name: string): string {
  return `${configDirectory}/contexts/meta/${hexOf(name)}`;
}

/** The name of the context in use. */
export function currentContext(process: Process, choice: EndpointChoice, config: ConfigFile): string {
  if (choice.context) return choice.context;
  if (choice.host || choice.fromEnvironment) return 'default';
  return process.env.get('DOCKER_CONTEXT') || config.currentContext || 'default';
}

/** Reads a stored context. */
export function readContext(process: Process, configDirectory: string, name: string): ContextMetadata {
  const file = `${contextDirectory(configDirectory, name)}/meta.json`;
  try {
    return JSON.parse(process.files.readText(file)) as ContextMetadata;
  } catch (error) {
    if (isSystemError(error)) throw new CliError(`context "${name}": context not found: open ${file}: ${error.message.toLowerCase()}`);
    throw error;
  }
}

/** All stored contexts, by name. */
export function storedContexts(process: Process, configDirectory: string): ContextMetadata[] {
  const directory = `${configDirectory}/contexts/meta`;
  if (!process.files.exists(directory)) return [];
  const contexts = process.files.readDirectory(directory).map(({ name }) => JSON.parse(process.files.readText(`${directory}/${name}/meta.json`)) as ContextMetadata);
  return contexts.sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

/** The host of the default context. */
export function defaultContextHost(choice: EndpointChoice): string {
  return choice.host || choice.fromEnvironment || defaultHost;
}

/** The daemon that is meant. */
export function resolveEndpoint(process: Process, choice: EndpointChoice, config: ConfigFile): Endpoint {
  const failed = (text: string) => new CliError(`Failed to initialize: unable to resolve docker endpoint: ${text}`);
  const name = currentContext(process, choice, config);
  let host = defaultContextHost(choice);
  if (name !== 'default') {
    try {
      host = readContext(process, choice.configDirectory, name).Endpoints.docker?.Host ?? defaultHost;
    } catch (error) {
      throw error instanceof CliError ? failed(error.message) : error;
    }
  }
  const endpoint = parseEndpoint(host);
  if (!endpoint) throw failed(`invalid bind address format: ${host}`);
  return endpoint;
}
