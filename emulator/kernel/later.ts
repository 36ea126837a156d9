/**
 * Something large that is made, or loaded, when it is first asked for: the returned function gives the same promise each time. After a failure (a piece of the
 * machine's code that could not be fetched) the next call tries again.
 */
export function later<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}
