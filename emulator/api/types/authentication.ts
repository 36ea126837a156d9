/** Body of `POST /auth`, and base64url of it in the header `X-Registry-Auth` of pull, push and create. */
export interface AuthConfig {
  username?: string;
  password?: string;
  serveraddress?: string;
  identitytoken?: string;
  registrytoken?: string;
}

/** Answer to `POST /auth`. */
export interface AuthResponse {
  IdentityToken: string;
  Status: string;
}
