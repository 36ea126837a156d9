import { digest } from '../engine/image/digest';
import { concatenate } from '../kernel/bytes';
import { tarBytes, writeTar } from '../vfs/tar/tar-writer';
import { LayerTree } from './tree';
import type { PulledImage, RegistryClient } from './types';

/** Stand-in until the registry's images stand. */
export function createRegistryClient(): RegistryClient {
  return {
    async find(repository, wanted) {
      if (repository !== 'library/hello-world' && repository !== 'library/busybox') return 'denied';
      if (wanted !== 'latest') return 'unknown';
      const tree = new LayerTree(Date.UTC(2025, 7, 8));
      if (repository.endsWith('hello-world')) tree.program('/hello', 'hello-world', 9_000);
      else {
        tree.directory('/tmp', 0o1777).program('/bin/busybox', 'busybox', 4_000_000).program('/bin/sh', 'ash', 4_000_000);
        tree.file('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n').file('/etc/group', 'root:x:0:\n');
        for (const name of ['ls', 'cat', 'echo', 'sleep', 'ps', 'id', 'hostname', 'touch', 'rm', 'env', 'true', 'false', 'head', 'mkdir', 'cp', 'df', 'mount', 'seq', 'grep', 'wc', 'date']) tree.program(`/bin/${name}`, `gnu/${name}`, 1000);
      }
      const entries = tree.entries();
      const tar = concatenate([...tarBytes(writeTar(entries))]);
      const diffId = digest(tar);
      const config = JSON.stringify({
        architecture: 'amd64',
        config: { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: repository.endsWith('hello-world') ? ['/hello'] : ['sh'], WorkingDir: '/' },
        created: '2025-08-08T19:05:17Z',
        history: [{ created: '2025-08-08T19:05:17Z', created_by: 'COPY hello / # buildkit', comment: 'buildkit.dockerfile.v0' }],
        os: 'linux',
        rootfs: { type: 'layers', diff_ids: [diffId] },
      });
      const image: PulledImage = { digest: digest(`list ${config}`), config, layers: [{ digest: digest(`blob ${diffId}`), size: tar.length >> 1, diffId, unpacked: tar.length, entries: () => entries }] };
      return image;
    },
    tags: async () => ['latest'],
    search: async () => [],
  };
}
