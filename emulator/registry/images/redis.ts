import type { ImageHistory } from '../../engine/image/types';
import type { RegistryImage, RegistryLayer, RegistryRepository } from '../types';
import { alpineAccounts, alpineRoot } from './alpine';
import { buildkitStep, image, layer, standardPath } from './common';
import { bookwormSlim, debianStep } from './debian';
import { debianAccounts } from './debian-tree';

const built = '2025-10-03T17:33:54Z';
const alpineDate = '2025-10-08T11:04:56Z';
const gosuVersion = '1.17';

const entrypoint = `#!/bin/sh
set -e

# Options alone, or a configuration file, are for redis-server.
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
	set -- redis-server "$@"
fi

# The server does not run as root, unless somebody wants a user of their own.
if [ "$1" = 'redis-server' ] && [ "$(id -u)" = '0' ]; then
	find . ! -user redis -exec chown redis {} +
	exec gosu redis "$0" "$@"
fi

# What the server writes is for nobody else, unless another mask was set.
if [ "$(umask)" = '0022' ]; then
	umask 0077
fi

exec "$@"
`;

interface Edition {
  readonly version: string;
  readonly sha: string;
}

const current: Edition = { version: '7.4.6', sha: '9ae0a4d4b3e2f4f8a8d5a1e0c5b8f6c1d3e7a9b2c4d6e8f0a1b3c5d7e9f1a2b4' };
const before: Edition = { version: '7.2.11', sha: '2f9886eca68d30114ad6a01da65631f8007d802fd3e6c9fac711251e6390323d' };

function build({ version, sha }: Edition, base: { readonly root: RegistryLayer; readonly first: readonly ImageHistory[]; readonly name: string; readonly users: RegistryLayer; readonly libraries: number }): RegistryImage {
  const series = version.split('.').slice(0, 2).join('.');
  const tools = layer(`redis/gosu${base.name}`, built, (tree) => tree.program('usr/local/bin/gosu', 'gosu', 2_282_000).filler('etc/timezone.db', 900_000));
  const programs = layer(`redis/${version}${base.name}`, built, (tree) => {
    tree.program('usr/local/bin/redis-server', `redis-server/${series}`, 16_700_000).program('usr/local/bin/redis-cli', `redis-cli/${series}`, 7_200_000);
    tree.filler('usr/local/lib/redis-libraries.so', base.libraries);
  });
  const data = layer('redis/data', built, (tree) => tree.directory('data', 0o755, { uid: 999, gid: base.name === '' ? 999 : 1000 }));
  const dataOf = base.name === '' ? data : layer('redis/data-alpine', built, (tree) => tree.directory('data', 0o755, { uid: 999, gid: 1000 }));
  const script = layer('redis/entrypoint', built, (tree) => tree.file('usr/local/bin/docker-entrypoint.sh', entrypoint, 0o755));
  const env = [standardPath, ...(base.name === '' ? [`GOSU_VERSION=${gosuVersion}`] : []), `REDIS_VERSION=${version}`, `REDIS_DOWNLOAD_URL=http://download.redis.io/releases/redis-${version}.tar.gz`, `REDIS_DOWNLOAD_SHA=${sha}`];
  return image(
    built,
    [base.root, base.users, tools, programs, dataOf, script],
    { ExposedPorts: { '6379/tcp': {} }, Env: env, Entrypoint: ['docker-entrypoint.sh'], Cmd: ['redis-server'], Volumes: { '/data': {} }, WorkingDir: '/data' },
    [
      ...base.first,
      buildkitStep(built, base.name === '' ? 'RUN /bin/sh -c set -eux;  groupadd -r -g 999 redis;  useradd -r -g redis -u 999 redis' : 'RUN /bin/sh -c set -eux;  addgroup -S -g 1000 redis;  adduser -S -G redis -u 999 redis'),
      buildkitStep(built, `RUN /bin/sh -c set -eux;  install gosu ${gosuVersion};  gosu --version;  gosu nobody true`),
      ...env.slice(1).map((variable) => buildkitStep(built, `ENV ${variable}`, true)),
      buildkitStep(built, 'RUN /bin/sh -c set -eux;   wget -O redis.tar.gz "$REDIS_DOWNLOAD_URL";  make -C /usr/src/redis -j "$(nproc)" all;  make -C /usr/src/redis install;  redis-cli --version;  redis-server --version'),
      buildkitStep(built, 'RUN /bin/sh -c mkdir /data && chown redis:redis /data'),
      buildkitStep(built, 'VOLUME [/data]', true),
      buildkitStep(built, 'WORKDIR /data', true),
      buildkitStep(built, 'COPY docker-entrypoint.sh /usr/local/bin/ # buildkit'),
      buildkitStep(built, 'ENTRYPOINT ["docker-entrypoint.sh"]', true),
      buildkitStep(built, 'EXPOSE map[6379/tcp:{}]', true),
      buildkitStep(built, 'CMD ["redis-server"]', true),
    ],
  );
}

const full = (edition: Edition) => () => {
  const users = layer('redis/user', built, (tree) => debianAccounts(tree, 'redis:x:999:999::/home/redis:/bin/sh\n', 'redis:x:999:\n'));
  return build(edition, { root: bookwormSlim(), first: [debianStep('bookworm')], name: '', users, libraries: 14_000_000 });
};

const small = (edition: Edition) => () => {
  const users = layer('redis/user-alpine', built, (tree) => alpineAccounts(tree, 'redis:x:999:1000::/home/redis:/sbin/nologin\n', 'redis:x:1000:redis\n'));
  const first = [buildkitStep(alpineDate, 'ADD alpine-minirootfs-3.22.2-x86_64.tar.gz / # buildkit'), buildkitStep(alpineDate, 'CMD ["/bin/sh"]', true)];
  return build(edition, { root: alpineRoot('3.22.2', alpineDate), first, name: '-alpine', users, libraries: 5_000_000 });
};

const [latest, alpine, older, olderAlpine] = [full(current), small(current), full(before), small(before)];

/** `redis`. */
export const redisRepository: RegistryRepository = {
  name: 'library/redis',
  description: "Redis is the world's fastest data platform for caching, vector search, and NoSQL databases.",
  stars: 13_400,
  official: true,
  tags: { latest, '7': latest, '7.4': latest, '7.4.6': latest, alpine, '7-alpine': alpine, '7.4-alpine': alpine, '7.2': older, '7.2.11': older, '7.2-alpine': olderAlpine },
};
