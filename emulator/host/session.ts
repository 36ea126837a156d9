import { concatenate } from '../kernel/bytes';
import { isSystemError } from '../kernel/errno';
import { exitCodeOf } from '../process/exit-code';
import type { Process } from '../process/types';
import { findAccount } from './find-account';
import type { Host } from './host';

/** What a command came to. `code` is as the shell has it: 128 and the signal's number when a signal ended it. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** In whose name, where and with what a command runs. */
export interface RunOptions {
  /** `learner` when absent. */
  readonly user?: string;
  /** Milliseconds after which it is killed; none when absent. */
  readonly timeout?: number;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets output as it comes. */
  readonly onOutput?: (bytes: Uint8Array, stream: 'stdout' | 'stderr') => void;
}

/** The environment that a login gives a user. */
export function loginEnvironment(account: { name: string; home: string; shell: string }): Map<string, string> {
  return new Map([
    ['HOME', account.home],
    ['LOGNAME', account.name],
    ['USER', account.name],
    ['SHELL', account.shell],
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['LANG', 'C.UTF-8'],
    ['PWD', account.home],
  ]);
}

/** Starts `program` on the host in the name of nobody's child: a process that hands out what its callers ask for, as a login manager would. */
export async function startAgent<T>(
  host: Host,
  act: (agent: Process) => Promise<T>,
  { name = 'login', credentials }: { name?: string; credentials?: Process['credentials'] } = {},
): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const program = async (agent: Process): Promise<number> => {
      try {
        resolve(await act(agent));
        return 0;
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
    };
    host.init.spawn({ program, argv: [name], name, ...(credentials ? { credentials } : {}), newSession: true, files: new Map(), ignoredSignals: new Set() }).catch(reject);
  });
}

/** Runs a bash script and collects what it prints. */
export async function runScript(host: Host, script: string, options: RunOptions = {}): Promise<CommandResult> {
  return await startAgent(host, async (agent) => {
    const account = findAccount(agent.files, options.user ?? 'learner');
    const [input, toInput] = agent.pipe();
    const [fromOutput, output] = agent.pipe();
    const [fromErrors, errors] = agent.pipe();
    const pid = await agent.spawn({
      path: '/bin/bash',
      argv: ['bash', '-c', script],
      env: new Map([...loginEnvironment(account), ...Object.entries(options.env ?? {})]),
      cwd: account.home,
      credentials: account.credentials,
      group: 0,
      files: new Map([
        [0, input],
        [1, output],
        [2, errors],
      ]),
    });
    for (const end of [input, output, errors]) agent.close(end);
    const feeding = feed(agent, toInput, options.input ?? '');
    const timer = options.timeout === undefined ? undefined : agent.system.clock.after(options.timeout, () => killGroup(agent, pid));
    const collect = async (descriptor: number, stream: 'stdout' | 'stderr') => {
      const parts: Uint8Array[] = [];
      for (;;) {
        const bytes = await agent.read(descriptor);
        if (bytes.length === 0) return new TextDecoder().decode(concatenate(parts));
        if (options.onOutput) options.onOutput(bytes, stream);
        else parts.push(bytes);
      }
    };
    // All at once, so that a killed agent leaves no wait behind that nobody hears of.
    const [result, stdout, stderr] = await Promise.all([agent.wait(pid), collect(fromOutput, 'stdout'), collect(fromErrors, 'stderr'), feeding]);
    timer?.cancel();
    return { stdout, stderr, code: exitCodeOf(result?.status) };
  });
}

function killGroup(agent: Process, pid: number): void {
  try {
    agent.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

async function feed(agent: Process, descriptor: number, input: string | Uint8Array): Promise<void> {
  agent.onSignal('SIGPIPE', 'ignore');
  try {
    if (input.length > 0) await agent.write(descriptor, input);
  } catch (error) {
    if (!isSystemError(error, 'EPIPE')) throw error; // the script did not want it all
  }
  agent.close(descriptor);
}
