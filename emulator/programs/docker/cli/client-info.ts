import type { ClientVersion } from '../formatter/version';
import type { DockerCli } from './docker-cli';
import { currentContext } from './context-store';
import { clientVersion, plugins } from './version';

/** What `docker version` says of the client. */
export function describeClient(docker: DockerCli): ClientVersion {
  const { version, apiVersion, goVersion, commit, built, os, arch } = clientVersion;
  return { Version: version, ApiVersion: apiVersion, DefaultAPIVersion: apiVersion, GitCommit: commit, GoVersion: goVersion, Os: os, Arch: arch, BuildTime: built, Context: currentContext(docker.process, docker.choice, docker.config) };
}

/** What `docker info` says of the client. */
export interface ClientInfo {
  readonly Debug: boolean;
  readonly Version: string;
  readonly GitCommit: string;
  readonly GoVersion: string;
  readonly Os: string;
  readonly Arch: string;
  readonly BuildTime: string;
  readonly Context: string;
  readonly Plugins: typeof plugins;
  readonly Warnings: null;
}

export function clientInfo(docker: DockerCli): ClientInfo {
  const { Version, GitCommit, GoVersion, Os, Arch, BuildTime, Context } = describeClient(docker);
  return { Debug: false, Version, GitCommit, GoVersion, Os, Arch, BuildTime, Context, Plugins: plugins, Warnings: null };
}

/** The client's half of `docker info`. */
export function clientInfoText(client: ClientInfo): string {
  const rows = client.Plugins.map((plugin) => `  ${plugin.Name}: ${plugin.ShortDescription} (${plugin.Vendor})\n    Version:  ${plugin.Version}\n    Path:     ${plugin.Path}\n`);
  return `Client: Docker Engine - Community\n Version:    ${client.Version}\n Context:    ${client.Context}\n Debug Mode: false\n${rows.length > 0 ? ` Plugins:\n${rows.join('')}` : ''}\n`;
}
