import type { DockerCli } from '../../cli/docker-cli';
import type { Display } from './display';

/** Milliseconds between two drawings at least, and the pause after which a display is drawn although nothing came. */
const shortest = 100;
const longest = 150;

/** Shows what a builder tells, as it comes. */
export interface ProgressShower {
  /** Waits for what `next` gives; the display is drawn again meanwhile, so that times move. */
  waitFor<T>(next: Promise<T>): Promise<T>;
  /** Draws when it is time to. */
  drawSoon(): Promise<void>;
  /** Draws for the last time. */
  finish(): Promise<void>;
}

export function createProgressShower(docker: DockerCli, display: Display): ProgressShower {
  let drawn = -Infinity;
  const print = async (text: string) => {
    if (text !== '') await docker.error(text);
  };
  const draw = async () => {
    await print(display.refresh(docker.now()));
  };
  return {
    async waitFor<T>(next: Promise<T>) {
      const wrapped = next.then((value) => ({ value }));
      for (;;) {
        let cancel: () => void = () => undefined;
        const pause = new Promise<undefined>((resolve) => {
          const timer = docker.process.system.clock.after(longest, () => resolve(undefined));
          cancel = () => timer.cancel();
        });
        const came = await docker.process.until(Promise.race([wrapped, pause])).finally(cancel);
        if (came) return came.value;
        await draw();
      }
    },
    async drawSoon() {
      const now = docker.now();
      if (!display.isStatusShownAtOnce && now - drawn < shortest) return;
      drawn = now;
      await draw();
    },
    async finish() {
      await print(display.finish(docker.now()));
    },
  };
}
