import type { AuthConfig } from '../../api/types/authentication';
import type { Process } from '../../process/types';
import { createConnection, isInsecure, type Connection } from '../../registry/remote/connection';
import { RegistryError } from '../../registry/remote/error';
import { createRemoteRepository, type RemoteRepository } from '../../registry/remote/registry';
import { EngineError, type EngineErrorKind } from '../error';
import { insecureRegistries } from './insecure-registries';
import type { Reference } from './reference';

const kinds: Readonly<Record<RegistryError['kind'], EngineErrorKind>> = { unreachable: 'system', unauthorized: 'system', 'not found': 'not found', refused: 'forbidden', system: 'system' };

/** What the daemon's requests say that they come from. */
function userAgent({ system }: Process): string {
  return `docker/28.5.2 go/go1.25.3 git-commit/89c5e8f kernel/${system.kernel.release} os/linux arch/amd64 UpstreamClient(Docker-Client/28.5.2 \\(linux\\))`;
}

/** A way from the daemon to the registry at `host`, over the host's network. */
export function connectRegistry(process: Process, host: string, authentication: AuthConfig | undefined): Connection {
  const { username = '', password = '' } = authentication ?? {};
  return createConnection(process, { host, insecure: isInsecure(host, insecureRegistries(process)), credentials: username === '' ? undefined : { username, password }, userAgent: userAgent(process) });
}

/** The repository of a reference, for pulls and pushes. */
export function openRepository(process: Process, { domain, path }: Reference, authentication: AuthConfig | undefined): { connection: Connection; repository: RemoteRepository } {
  const connection = connectRegistry(process, domain, authentication);
  return { connection, repository: createRemoteRepository(connection, path) };
}

/** Does `work`; what a registry refuses becomes the engine's failure, in the words that `translate` finds for it or its own. */
export async function speaking<T>(work: () => Promise<T>, translate: (error: RegistryError) => EngineError | undefined = () => undefined): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw translate(error) ?? new EngineError(kinds[error.kind], error.message);
  }
}
