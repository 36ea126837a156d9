import type { Fabric } from '../net/fabric';
import { serveHttp } from '../net/http/server';
import type { HttpHandler } from '../net/http/types';
import type { Internet } from '../net/internet';
import { executableContent } from '../process/executable';
import { createKernel } from '../process/kernel';
import type { Program, System } from '../process/types';
import { callsInside } from '../vfs/calls-inside';
import { createMemoryFileSystem } from '../vfs/memory-file-system';
import { createMountNamespace } from '../vfs/mount-namespace';

/** The archives of packages, which `apt` and `apk` ask. */
const archives: Readonly<Record<string, readonly string[]>> = {
  '185.125.190.81': ['archive.ubuntu.com'],
  '185.125.190.82': ['security.ubuntu.com'],
  '151.101.2.132': ['deb.debian.org', 'security.debian.org'],
  '151.101.66.132': ['dl-cdn.alpinelinux.org'],
};

/** Port 443 is there for apk, which asks for https: what goes over it is plain. */
const ports = [80, 443];

/** Switches on the machine behind the Internet's sites: a small kernel of its own, so that its servers are nobody's processes here. */
export async function startSites(fabric: Fabric, internet: Internet, system: System): Promise<void> {
  for (const [address, names] of Object.entries(archives)) internet.addSite(address, names);
  const handler: HttpHandler = async (request) => {
    const { serveArchive } = await import('../programs/packages/site');
    return await serveArchive(request);
  };
  const server: Program = async (process) => {
    process.onSignal('SIGPIPE', 'ignore');
    await Promise.all(ports.map((port) => serveHttp(process, process.network.listen('0.0.0.0', port), handler)));
    return 0;
  };
  const disk = createMemoryFileSystem({ type: 'tmpfs', clock: system.clock });
  callsInside(disk.root, system.clock).writeFile('/server', executableContent('server'), { mode: 0o755 });
  const kernel = createKernel({
    system,
    programs: { server: async () => await Promise.resolve(server) },
    mounts: createMountNamespace({ fileSystem: disk, source: 'tmpfs' }),
    network: internet.namespace,
    hostname: 'sites',
    socketCalls: (process) => fabric.socketCalls(process),
  });
  await kernel.boot({ path: '/server', argv: ['server'] });
}
