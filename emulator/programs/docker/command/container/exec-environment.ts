import type { DockerCli } from '../../cli/docker-cli';

/** Variables of `docker exec -e` and `--env-file`; one without a value takes the client's. */
export function execEnvironment(docker: DockerCli, entries: readonly string[], files: readonly string[]): string[] | null {
  const lines = files.flatMap((path) =>
    docker.process.files
      .readText(path)
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#')),
  );
  const all = [...lines, ...entries].flatMap((entry) => {
    if (entry.includes('=')) return [entry];
    const value = docker.process.env.get(entry);
    return value === undefined ? [] : [`${entry}=${value}`];
  });
  return all.length > 0 ? all : null;
}
