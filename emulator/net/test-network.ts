import { createRealClock } from '../kernel/clock';
import { createRandom } from '../kernel/random';
import { createTestKernel, type TestKernel } from '../process/test-kernel';
import type { Process, Program } from '../process/types';
import { createFabric, type Fabric } from './fabric';
import { createInternet, type Internet } from './internet';
import type { NetworkNamespace } from './types';

/** A test kernel on a network: the host at 10.0.2.15 behind an Internet. */
export interface TestNetwork extends TestKernel {
  readonly fabric: Fabric;
  readonly internet: Internet;
  readonly host: NetworkNamespace;
  /** Runs calls in the name of a process in `namespace` (the host's when absent); fails with what they fail with. */
  inside<T>(calls: (process: Process) => Promise<T> | T, options?: { namespace?: NetworkNamespace; uid?: number }): Promise<T>;
}

/** Makes one. */
export async function createTestNetwork(): Promise<TestNetwork> {
  const clock = createRealClock();
  const fabric = createFabric({ clock, random: createRandom('network') });
  const internet = createInternet(fabric);
  const host = fabric.createNamespace();
  internet.plug(host, { name: 'eth0', address: { address: '10.0.2.15', prefix: 24 }, hardwareAddress: '52:54:00:12:34:56' });
  const test = await createTestKernel({}, { network: host, socketCalls: (process) => fabric.socketCalls(process) });
  test.files.writeFile('/etc/hosts', '127.0.0.1 localhost\n::1 localhost ip6-localhost\n');
  test.files.writeFile('/etc/resolv.conf', `nameserver ${internet.nameServer}\n`);
  return {
    ...test,
    fabric,
    internet,
    host,
    async inside(calls, { namespace = host, uid = 0 } = {}) {
      let outcome: { value: Awaited<ReturnType<typeof calls>> } | { error: unknown } | undefined;
      const program: Program = async (process) => {
        process.onSignal('SIGPIPE', 'ignore');
        const child: Program = async (own) => {
          try {
            outcome = { value: await calls(own) };
          } catch (error) {
            outcome = { error };
          }
          return 0;
        };
        const pid = await process.spawn({ program: child, namespaces: { network: namespace }, credentials: { uid, gid: uid, groups: [uid] } });
        await process.wait(pid);
        return 0;
      };
      await test.run(program);
      if (!outcome) throw new Error('the process was killed');
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    },
  };
}
