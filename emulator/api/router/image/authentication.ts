import { decode } from '../../../kernel/bytes';
import type { HttpRequest } from '../../../net/http/types';
import type { AuthConfig } from '../../types/authentication';

/** What the header `X-Registry-Auth` says; undefined when it is absent or no JSON (Docker takes it as nobody then). */
export function registryAuthentication(request: HttpRequest): AuthConfig | undefined {
  const header = request.headers.get('X-Registry-Auth');
  if (header === undefined || header === '') return undefined;
  try {
    const bytes = Uint8Array.from(atob(header.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
    return JSON.parse(decode(bytes)) as AuthConfig;
  } catch {
    return undefined;
  }
}
