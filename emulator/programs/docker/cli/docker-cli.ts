import { createApiClient, type ApiClient } from '../../../api/client/client';
import type { Process } from '../../../process/types';
import { readConfig, type ConfigFile } from './config-file';
import { resolveEndpoint, type EndpointChoice } from './context-store';

/** What every verb works with: the process, the daemon, the settings. */
export interface DockerCli {
  readonly process: Process;
  /** Connects when it is first asked something. */
  readonly client: ApiClient;
  /** `~/.docker/config.json` */
  readonly config: ConfigFile;
  readonly choice: EndpointChoice;
  /** To standard output. */
  print(text: string | Uint8Array): Promise<void>;
  /** To standard error. */
  error(text: string | Uint8Array): Promise<void>;
  /** Width of the terminal on standard input, 80 when it is none. */
  columns(): number;
  /** An environment variable, empty when it is not set. */
  environment(name: string): string;
  isTerminal(descriptor: number): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Which daemon and settings the global flags ask for. */
export interface GlobalChoice {
  readonly configDirectory: string;
  readonly context: string;
  readonly host: string;
}

/** Makes the {@link DockerCli} of a process. */
export function createDockerCli(process: Process, global: GlobalChoice): DockerCli {
  const config = readConfig(process, global.configDirectory);
  const environment = (name: string) => process.env.get(name) ?? '';
  const choice: EndpointChoice = { configDirectory: global.configDirectory, host: global.host, context: global.context, fromEnvironment: environment('DOCKER_HOST') };
  let client: ApiClient | undefined;
  return {
    process,
    config,
    choice,
    get client() {
      return (client ??= createApiClient(process, resolveEndpoint(process, choice, config)));
    },
    print: (text) => process.write(1, text),
    error: (text) => process.write(2, text),
    columns: () => process.terminal(0)?.size.columns || 80,
    environment,
    isTerminal: (descriptor) => process.terminal(descriptor) !== undefined,
    now: () => process.system.clock.now(),
  };
}
