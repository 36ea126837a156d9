import { CliError } from './error';

/** Refuses an empty name before the daemon is asked. */
export function requireName(kind: 'container' | 'network' | 'volume', name: string): string {
  if (name.trim() === '') throw new CliError(`invalid ${kind} name or ID: value is empty`);
  return name;
}
