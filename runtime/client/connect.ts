import { proxy, wrap, type Remote } from 'comlink';
import type { MachineWorker } from '../worker/protocol';
import type { AnsweringPort, MachineClient, MachineNotice, MachineState, TerminalConnection, TerminalOptions } from './types';

/** Where the build puts the machine's bundle (scripts/build-machine.mjs). */
const workerAddress = '/machine/worker.js';

let connection: Promise<MachineClient> | undefined;

/** The page's one machine: starts its worker at the first call, and gives the same client afterwards. Never rejects: see {@link MachineClient.state}. */
export function connectMachine(): Promise<MachineClient> {
  connection ??= connect();
  return connection;
}

async function connect(): Promise<MachineClient> {
  const worker = new Worker(workerAddress, { type: 'module', name: 'drydock-machine' });
  const machine = wrap<MachineWorker>(worker);
  const notices: MachineNotice[] = [];
  const noticeListeners = new Set<(notice: MachineNotice) => void>();
  let ports: readonly AnsweringPort[] = [];
  const portListeners = new Set<(ports: readonly AnsweringPort[]) => void>();
  const stateListeners = new Set<(state: MachineState) => void>();
  let state: MachineState = 'starting';
  let failure: string | undefined;

  const setState = (next: MachineState, why?: string) => {
    state = next;
    failure = why;
    for (const listener of stateListeners) listener(next);
  };
  const notice = (one: MachineNotice) => {
    notices.push(one);
    for (const listener of noticeListeners) listener(one);
  };
  const portsChanged = (now: readonly AnsweringPort[]) => {
    ports = now;
    for (const listener of portListeners) listener(now);
  };
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (state !== 'starting') notice({ kind: 'fault', text: `A part of the machine failed: ${event.message || 'unknown error'}. Reset brings it back.` });
      reject(new Error(event.message || 'The machine could not be loaded.'));
    });
  });
  broken.catch(() => undefined);

  async function start(): Promise<void> {
    setState('starting');
    try {
      await Promise.race([machine.start(proxy(notice), proxy(portsChanged)), broken]);
      setState('ready');
    } catch (error) {
      setState('failed', error instanceof Error ? error.message : String(error));
    }
  }

  addEventListener('pagehide', () => void machine.flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void machine.flush();
  });
  await start();
  return {
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
    onStateChange(changed) {
      stateListeners.add(changed);
      return () => stateListeners.delete(changed);
    },
    onNotice(noticed) {
      noticeListeners.add(noticed);
      for (const past of notices) noticed(past);
      return () => noticeListeners.delete(noticed);
    },
    openTerminal: (options) => openTerminal(machine, options),
    browse: (request) => machine.browse(request),
    onPorts(changed) {
      portListeners.add(changed);
      changed(ports);
      return () => portListeners.delete(changed);
    },
    async reset() {
      setState('starting');
      try {
        await machine.reset();
        setState('ready');
      } catch (error) {
        setState('failed', error instanceof Error ? error.message : String(error));
      }
    },
    flush: () => machine.flush(),
  };
}

async function openTerminal(machine: Remote<MachineWorker>, options: TerminalOptions): Promise<TerminalConnection> {
  const remote = await machine.openTerminal(
    { columns: options.columns, rows: options.rows },
    proxy(async (bytes: Uint8Array) => {
      await options.onData(bytes);
    }),
    proxy((code: number) => options.onExit(code)),
  );
  return {
    write: (data) => void remote.write(data),
    resize: (size) => void remote.resize(size),
    close: () => void remote.close(),
  };
}
