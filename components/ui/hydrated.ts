import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False in the exported HTML and true once scripts run: what needs scripts is then shown in place of its plain form. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
