import { createContainer } from '../../../../api/client/containers';
import { ApiError, isNotFound } from '../../../../api/client/error';
import { pullImage } from '../../../../api/client/images';
import type { ContainerCreateRequest, ContainerCreateResponse } from '../../../../api/types/container';
import { authenticationHeader } from '../../cli/credentials';
import type { DockerCli } from '../../cli/docker-cli';
import { CliError, messageOf } from '../../cli/error';
import { showMessages } from '../../cli/messages';
import { familiar, splitReference } from '../../cli/reference';
import type { Values } from '../../cli/flag/definition';
import type { createFlags } from './create-flags';
import { createRequest } from './create-request';

/** Creates a container, pulling its image first when that is missing (or the policy says so). Fails as `docker run` does: 125. */
export async function createOrPull(
  docker: DockerCli,
  flags: Values<typeof createFlags>,
  changed: ReadonlySet<string>,
  args: readonly string[],
  policy: string,
  verb: 'run' | 'create',
): Promise<ContainerCreateResponse & { request: ContainerCreateRequest }> {
  const fail = (message: string) => new CliError(verb === 'run' ? `docker: ${message}\n\nRun 'docker run --help' for more information` : message, verb === 'run' ? 125 : 1);
  if (!['always', 'missing', 'never', ''].includes(policy)) throw fail(`invalid pull option: '${policy}': must be one of "always", "missing" or "never"`);
  let request: ContainerCreateRequest;
  let name: { display: string; repository: string; tag: string };
  try {
    request = createRequest(docker, flags, changed, args);
    const text = args[0] ?? '';
    const reference = splitReference(/^[a-f0-9]{64}$|^sha256:/.test(text) ? 'id' : text);
    const tag = reference.digest ?? reference.tag ?? 'latest';
    name = { display: `${familiar(reference)}${reference.digest === undefined ? `:${tag}` : `@${tag}`}`, repository: familiar(reference), tag };
  } catch (error) {
    if (error instanceof CliError) throw new CliError(`docker: ${error.message}\n\nRun 'docker ${verb} --help' for more information`, 125);
    throw error;
  }
  if (flags.cidfile !== '' && docker.process.files.exists(flags.cidfile)) throw fail(`container ID file found, make sure the other container isn't running or delete ${flags.cidfile}`);
  const query = { ...(flags.name === '' ? {} : { name: flags.name }), ...(flags.platform === '' ? {} : { platform: flags.platform }) };
  const pull = async () => {
    const messages = await pullImage(docker.client, name.repository, name.tag, flags.platform, authenticationHeader(docker, splitReference(name.repository).domain));
    if (flags.quiet) for await (const message of messages) if (message.errorDetail) throw new CliError(message.errorDetail.message);
    if (!flags.quiet) await showMessages(docker, messages, undefined, 2);
  };
  try {
    if (policy === 'always') await pull();
    let created: ContainerCreateResponse;
    try {
      created = await createContainer(docker.client, request, query);
    } catch (error) {
      if (!isNotFound(error) || !messageOf(error).includes('No such image') || policy === 'never') throw error;
      if (!flags.quiet) await docker.error(`Unable to find image '${name.display}' locally\n`);
      await pull();
      created = await createContainer(docker.client, request, query);
    }
    for (const warning of created.Warnings) await docker.error(`WARNING: ${warning}\n`);
    if (flags.cidfile !== '') docker.process.files.writeFile(flags.cidfile, created.Id);
    return { ...created, request };
  } catch (error) {
    if (error instanceof ApiError || error instanceof CliError) throw fail(messageOf(error));
    throw error;
  }
}
