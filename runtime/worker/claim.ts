/** Name of the lock that the tab holds whose machine is kept. */
const lockName = 'drydock-machine';

/**
 * Whether this tab is the one whose machine is kept: two tabs that wrote the same disk would corrupt it. The claim lasts until the tab
 * is closed. Browsers without locks let every tab claim it.
 */
export async function claimMachine(): Promise<boolean> {
  if (!('locks' in navigator)) return true;
  return await new Promise<boolean>((resolve) => {
    navigator.locks
      .request(lockName, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>(() => undefined);
      })
      .catch(() => resolve(true));
  });
}
