/** Work to be run by the driver instead of on top of the generators that wait for it. */
class NestedStep {
  constructor(readonly step: Step<unknown>) {}
}

/**
 * Work that may have to wait. Interpreting is done by generators that yield a promise only when something really waits, so that a loop of
 * commands that do not wait runs at synchronous speed: 100,000 turns of `((i++))` take about 0.2 s.
 */
export type Step<T> = Generator<Promise<unknown> | NestedStep, T, unknown>;

/** Waits for a promise inside a {@link Step}. */
export function* wait<T>(promise: Promise<T>): Step<T> {
  return (yield promise) as T;
}

/** As `yield*`, but without using up the thread's stack: for shell functions, which may call themselves thousands deep. */
export function* nested<T>(step: Step<T>): Step<T> {
  return (yield new NestedStep(step)) as T;
}

/** Runs a {@link Step} to its end. */
export async function drive<T>(whole: Step<T>): Promise<T> {
  const stack: Step<unknown>[] = [whole];
  let input: { value: unknown } | { error: unknown } = { value: undefined };
  for (;;) {
    const top = stack[stack.length - 1] as Step<unknown>;
    try {
      const result: IteratorResult<Promise<unknown> | NestedStep, unknown> = 'error' in input ? top.throw(input.error) : top.next(input.value);
      if (result.done) {
        stack.pop();
        if (stack.length === 0) return result.value as T;
        input = { value: result.value };
      } else if (result.value instanceof NestedStep) {
        stack.push(result.value.step);
        input = { value: undefined };
      } else
        input = await result.value.then(
          (value) => ({ value }),
          (error: unknown) => ({ error }),
        );
    } catch (error) {
      stack.pop();
      if (stack.length === 0) throw error;
      input = { error };
    }
  }
}
