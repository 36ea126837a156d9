import type { AuthConfig, AuthResponse } from '../../api/types/authentication';
import { reasonPhrase } from '../../net/http/reason';
import type { Process } from '../../process/types';
import { EngineError } from '../error';
import { connectRegistry, speaking } from './remote';

/** Names of Docker Hub. */
const hub = /^(https?:\/\/)?(index\.|registry-1\.)?docker\.io(\/.*)?$/;

/** `POST /auth`: whether a registry lets somebody in. On the emulated Docker Hub nobody has an account. */
export async function logIn(process: Process, request: AuthConfig): Promise<AuthResponse> {
  const server = request.serveraddress ?? '';
  if (server === '' || hub.test(server)) throw new EngineError('unauthorized', 'Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password');
  const connection = connectRegistry(process, server.replace(/^https?:\/\//, '').replace(/\/.*$/, ''), request);
  const reply = await speaking(() => connection.ask('GET', '/v2/'));
  for await (const _ of reply.body) continue;
  if (reply.status === 200) return { IdentityToken: '', Status: 'Login Succeeded' };
  throw new EngineError('system', `login attempt to ${connection.url('/v2/')} failed with status: ${reply.status} ${reply.reason || reasonPhrase(reply.status)}`);
}
