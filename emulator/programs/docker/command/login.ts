import { authenticate } from '../../../api/client/system';
import { collect, decode } from '../../../kernel/bytes';
import { atMost, command } from '../cli/command';
import { findLogin, hostOf, hubServer, storeLogin, type Login } from '../cli/credentials';
import type { DockerCli } from '../cli/docker-cli';
import { CliError, messageOf } from '../cli/error';
import { bool, text } from '../cli/flag/kinds';
import { printNote } from '../cli/note';
import { ask, PromptTerminated } from '../cli/prompt';
import { readStream } from '../cli/read-stream';

const hubAdvice = `Log in with your Docker ID or email address to push and pull images from Docker Hub. If you don't have a Docker ID, head over to https://hub.docker.com/ to create one.
You can log in with your password or a Personal Access Token (PAT). Using a limited-scope PAT grants better security and is required for organizations using SSO. Learn more at https://docs.docker.com/go/access-tokens/

`;

/** `docker login` */
export const login = command({
  usage: '[OPTIONS] [SERVER]',
  description: `Authenticate to a registry.
Defaults to Docker Hub if no server is specified.`,
  flags: {
    password: text('p', 'Password or Personal Access Token (PAT)'),
    'password-stdin': bool('', 'Take the Password or Personal Access Token (PAT) from stdin'),
    username: text('u', 'Username'),
  },
  arguments: atMost(1),
  async run({ docker, flags, changed, args }) {
    const given = await readOptions(docker, flags, changed);
    const [argument = ''] = args;
    const server = argument === '' || argument === 'docker.io' ? hubServer : hostOf(argument);
    try {
      await logIn(docker, server, given);
    } catch (error) {
      if (!(error instanceof PromptTerminated)) throw error;
      await docker.print('\n');
    }
  },
});

/** What the flags say, after complaints about them. */
async function readOptions(docker: DockerCli, flags: { readonly username: string; readonly password: string; readonly 'password-stdin': boolean }, changed: ReadonlySet<string>): Promise<Login> {
  if (flags['password-stdin'] && changed.has('password')) throw new CliError('conflicting options: cannot specify both --password and --password-stdin');
  if (changed.has('username') && flags.username === '') throw new CliError('username is empty');
  if (changed.has('password') && flags.password === '') throw new CliError('password is empty');
  if (flags.password !== '') await docker.error('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
  if (!flags['password-stdin']) return flags;
  if (flags.username === '') throw new CliError('the --password-stdin option requires --username to be set');
  const typed = decode(await collect(await readStream(docker, '')));
  return { username: flags.username, password: typed.replace(/\n$/, '').replace(/\r$/, '') };
}

async function logIn(docker: DockerCli, server: string, given: Login): Promise<void> {
  const stored = given.username === '' && given.password === '' ? findLogin(docker, server) : undefined;
  if (stored && (await logInAsBefore(docker, server, stored))) return;
  const complete = given.username !== '' && given.password !== '' ? given : await askFor(docker, server, given, stored?.username ?? '');
  await finish(docker, server, complete);
}

/** Tries what is stored; whether it still works. */
async function logInAsBefore(docker: DockerCli, server: string, stored: Login): Promise<boolean> {
  await docker.error(`Authenticating with existing credentials... [Username: ${stored.username}]\n`);
  await printNote(docker, 2, ["To login with a different account, run 'docker logout' followed by 'docker login'"]);
  await docker.error('\n\n');
  try {
    await finish(docker, server, stored);
    return true;
  } catch (error) {
    await docker.error(`Login did not succeed, error: ${messageOf(error)}\n`);
    return false;
  }
}

/** Asks for what the flags did not say. */
async function askFor(docker: DockerCli, server: string, given: Login, usual: string): Promise<Login> {
  if (!docker.isTerminal(0)) throw new CliError('Error: Cannot perform an interactive login from a non TTY device');
  let { username } = given;
  if (username === '') {
    // The page on which Docker Hub would be logged in to is not on this machine's internet.
    if (server === hubServer && given.password === '') await docker.error('Failed to start web-based login - falling back to command line login...\n\n');
    if (server === hubServer) await docker.print(hubAdvice);
    username = (await ask(docker, usual === '' ? 'Username: ' : `Username (${usual}): `)) || usual;
    if (username === '') throw new CliError('Error: Non-null Username Required');
  }
  if (given.password !== '') return { username, password: given.password };
  if (server === hubServer) await printNote(docker, 1, ['A Personal Access Token (PAT) can be used instead.', 'To create a PAT, visit <https://app.docker.com/settings>', '', '']);
  const password = await ask(docker, 'Password: ', { hidden: true });
  if (password === '') throw new CliError('Error: Password Required');
  return { username, password };
}

/** Asks the registry, and keeps what it took. */
async function finish(docker: DockerCli, server: string, login: Login): Promise<void> {
  const { Status: status } = await authenticate(docker.client, { ...login, serveraddress: server });
  if (storeLogin(docker, server, login)) {
    const path = `${docker.choice.configDirectory}/config.json`;
    await docker.error(`\nWARNING! Your credentials are stored unencrypted in '${path}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n`);
  }
  await docker.print(`${status}\n`);
}
