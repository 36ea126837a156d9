import { pullImage } from '../../../api/client/images';
import { authenticationHeader } from './credentials';
import type { DockerCli } from './docker-cli';
import { CliError } from './error';
import { showMessages } from './messages';
import { familiar, splitReference } from './reference';

/** `docker pull`: pulls a reference with its progress, and prints the whole name at the end. */
export async function pullReference(docker: DockerCli, text: string, options: { allTags: boolean; quiet: boolean; platform: string }): Promise<void> {
  const reference = splitReference(text);
  const given = reference.tag;
  if (options.allTags && (reference.tag !== undefined || reference.digest !== undefined)) throw new CliError('tag can\'t be used with --all-tags/-a');
  if (!options.allTags && reference.tag === undefined && reference.digest === undefined) {
    reference.tag = 'latest';
    if (!options.quiet) await docker.print('Using default tag: latest\n');
  }
  const messages = await pullImage(docker.client, familiar(reference), reference.digest ?? reference.tag, options.platform, authenticationHeader(docker, reference.domain));
  if (options.quiet) {
    for await (const message of messages) if (message.errorDetail) throw new CliError(message.errorDetail.message);
  } else await showMessages(docker, messages);
  const suffix = options.allTags ? '' : `${given === undefined && reference.digest !== undefined ? '' : `:${reference.tag ?? 'latest'}`}${reference.digest === undefined ? '' : `@${reference.digest}`}`;
  await docker.print(`${reference.domain}/${reference.path}${suffix}\n`);
}
