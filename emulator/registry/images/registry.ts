import type { RegistryImage, RegistryRepository } from '../types';
import { alpineRoot } from './alpine';
import { buildkitStep, classicStep, image, layer, standardPath } from './common';

const entrypoint = `#!/bin/sh

set -e

case "$1" in
    *.yaml|*.yml) set -- registry serve "$@" ;;
    serve|garbage-collect|help|-*) set -- registry "$@" ;;
esac

exec "$@"
`;

/** How both versions are set up. */
const settings = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`;

interface Edition {
  readonly version: string;
  readonly alpine: { readonly version: string; readonly date: string };
  readonly built: string;
  readonly program: string;
  readonly size: number;
  readonly config: string;
  readonly env: readonly string[];
}

function edition({ version, alpine, built, program, size, config, env }: Edition): () => RegistryImage {
  const folder = config.slice(0, config.lastIndexOf('/'));
  const step = version.startsWith('2') ? (command: string, empty?: boolean) => classicStep(built, command, empty) : (command: string, empty?: boolean) => buildkitStep(built, command, empty);
  return () =>
    image(
      built,
      [
        alpineRoot(alpine.version, alpine.date),
        layer(`registry/${version}/certificates`, built, (tree) => tree.filler('etc/ssl/certs/ca-certificates.crt', 214_222).directory('usr/share/ca-certificates/mozilla').filler('usr/sbin/update-ca-certificates', 14_064, 0o755)),
        layer(`registry/${version}/program`, built, (tree) => tree.program('bin/registry', program, size)),
        layer(`registry/${version}/config`, built, (tree) => tree.file(config, settings)),
        layer('registry/entrypoint', '2023-10-02T18:42:42Z', (tree) => tree.file('entrypoint.sh', entrypoint, 0o755)),
      ],
      { ExposedPorts: { '5000/tcp': {} }, Env: [standardPath, ...env], Entrypoint: ['/entrypoint.sh'], Cmd: [config], Volumes: { '/var/lib/registry': {} }, WorkingDir: '/' },
      [
        buildkitStep(alpine.date, `ADD alpine-minirootfs-${alpine.version}-x86_64.tar.gz / # buildkit`),
        buildkitStep(alpine.date, 'CMD ["/bin/sh"]', true),
        step('RUN /bin/sh -c apk add --no-cache ca-certificates'),
        step(`RUN /bin/sh -c set -eux;     version='${version}';     apkArch="$(apk --print-arch)"`),
        step(`COPY ./config-example.yml ${config}`),
        ...env.map((variable) => step(`ENV ${variable}`, true)),
        step('VOLUME [/var/lib/registry]', true),
        step('EXPOSE map[5000/tcp:{}]', true),
        step('COPY docker-entrypoint.sh /entrypoint.sh'),
        step('ENTRYPOINT ["/entrypoint.sh"]', true),
        step(`CMD ["${folder}/config.yml"]`, true),
      ],
    );
}

const second = edition({
  version: '2.8.3',
  alpine: { version: '3.18.4', date: '2023-09-28T21:19:27Z' },
  built: '2023-10-02T18:42:42Z',
  program: 'registry/2',
  size: 17_137_664,
  config: '/etc/docker/registry/config.yml',
  env: [],
});

const third = edition({
  version: '3.0.0',
  alpine: { version: '3.21.3', date: '2025-02-14T03:28:36Z' },
  built: '2025-04-08T17:28:43Z',
  program: 'registry/3',
  size: 47_972_352,
  config: '/etc/distribution/config.yml',
  env: ['OTEL_TRACES_EXPORTER=none'],
});

/** `registry`: Docker Distribution. */
export const registryRepository: RegistryRepository = {
  name: 'library/registry',
  description: 'Distribution implementation for storing and distributing of container images and artifacts',
  stars: 4_130,
  official: true,
  tags: { latest: third, '3': third, '3.0': third, '3.0.0': third, '2': second, '2.8': second, '2.8.3': second },
};
