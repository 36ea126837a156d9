/** What a registry, or the way to it, answered: `message` is what the engine shows. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  constructor(
    /** `unreachable`: no answer came; the others are the registry's. */
    readonly kind: 'unreachable' | 'unauthorized' | 'not found' | 'refused' | 'system',
    message: string,
    /** The registry's code, in small letters: `manifest unknown`. */
    readonly code = '',
  ) {
    super(message);
  }
}
