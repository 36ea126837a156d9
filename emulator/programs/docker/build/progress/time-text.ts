import type { DockerCli } from '../../cli/docker-cli';

/** Now, as the builder writes times: RFC 3339 with nanoseconds, so that what the client adds comes after what the builder told. */
export function timeText(docker: DockerCli): string {
  const { clock } = docker.process.system;
  return `${new Date(clock.now()).toISOString().slice(0, -1)}${String(clock.nanoseconds()).padStart(6, '0')}Z`;
}
