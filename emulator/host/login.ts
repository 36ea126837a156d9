import { exitCodeOf } from '../process/exit-code';
import { isSystemError } from '../kernel/errno';
import type { WindowSize } from '../process/terminal';
import type { Process } from '../process/types';
import { findAccount } from './find-account';
import type { Host } from './host';
import { loginEnvironment, startAgent } from './session';

/** How a terminal is opened. */
export interface LoginOptions extends WindowSize {
  /** `learner` when absent. */
  readonly user?: string;
  /** `xterm-256color` when absent. */
  readonly term?: string;
  /** Asks the shell for invisible marks around prompts and commands (OSC 133), for a page that follows along. */
  readonly marks?: boolean;
  /** Gets what is printed. While its promise is not resolved nothing more is read: the machine prints no faster than it is shown. */
  readonly onData: (bytes: Uint8Array) => void | Promise<void>;
  /** The login shell ended. */
  readonly onExit: (code: number) => void;
}

/** The far side of a login terminal. */
export interface LoginTerminal {
  /** Types. */
  write(bytes: Uint8Array | string): void;
  resize(size: WindowSize): void;
  /** Hangs up. */
  close(): void;
}

/** Bytes read from the terminal at once: about what a page shows within a frame. */
const readSize = 32_768;

/** Opens a terminal on the host and logs a user in. */
export async function openLogin(host: Host, options: LoginOptions): Promise<LoginTerminal> {
  return await new Promise<LoginTerminal>((resolve, reject) => {
    void startAgent(host, (agent) => serveLogin(agent, options, resolve)).catch((error: unknown) =>
      reject(error instanceof Error ? error : new Error(String(error))),
    );
  });
}

async function serveLogin(agent: Process, options: LoginOptions, opened: (terminal: LoginTerminal) => void): Promise<void> {
  const account = findAccount(agent.files, options.user ?? 'learner');
  const { master, path } = agent.openTerminal({ size: { columns: options.columns, rows: options.rows } });
  agent.files.changeOwner(path, account.credentials.uid, 5);
  const slave = await agent.open(path, { read: true, write: true });
  const env = loginEnvironment(account).set('TERM', options.term ?? 'xterm-256color');
  if (options.marks) env.set('DRYDOCK_MARKS', '1');
  const pid = await agent.spawn({
    path: account.shell,
    argv: [`-${account.shell.split('/').at(-1)}`],
    env,
    cwd: account.home,
    credentials: account.credentials,
    newSession: true,
    controllingTerminal: slave,
    files: new Map([
      [0, slave],
      [1, slave],
      [2, slave],
    ]),
  });
  agent.close(slave);
  const terminal = agent.terminal(master);
  let open = true;
  let typed: Promise<void> = Promise.resolve();
  const ignoreEnd = (error: unknown) => {
    if (!isSystemError(error)) throw error; // the terminal hung up
  };
  opened({
    write(bytes) {
      if (!open) return;
      typed = typed.then(() => agent.write(master, bytes)).catch(() => undefined);
    },
    resize: (size) => open && terminal?.resize(size),
    close() {
      if (!open) return;
      open = false;
      agent.close(master);
    },
  });
  const showing = (async () => {
    for (;;) {
      const bytes = await agent.read(master, readSize);
      if (bytes.length === 0) return;
      await agent.until(Promise.resolve(options.onData(bytes)));
    }
  })().catch(ignoreEnd);
  // When the machine stops, the agent is killed under both of its waits: the one for the shell tells of it.
  showing.catch(() => undefined);
  const result = await agent.wait(pid);
  // What the shell printed last is on its way still; background processes may hold the terminal open for longer.
  await Promise.race([showing, agent.until(new Promise<void>((done) => agent.system.clock.after(50, done)))]);
  if (open) agent.close(master);
  open = false;
  options.onExit(exitCodeOf(result?.status));
}
