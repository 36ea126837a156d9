import type { RegistryImage, RegistryRepository } from '../types';
import { alpineRoot } from './alpine';
import { buildkitStep, image, layer, standardPath } from './common';
import { bookwormSlim, debianStep } from './debian';
import { debianAccounts } from './debian-tree';
import type { LayerTree } from '../tree';
import { defaultSite, entrypoint, entrypointScripts, errorPage, mimeTypes, nginxConfig, welcomePage } from './nginx-files';

const version = '1.29.1';
const date = '2025-10-28T00:00:00Z';
const built = '2025-10-29T01:40:12Z';

function nginxFiles(tree: LayerTree): void {
  tree.program('usr/sbin/nginx', 'nginx', 1_585_000).directory('var/cache/nginx etc/nginx/conf.d usr/lib/nginx/modules');
  tree.file('etc/nginx/nginx.conf', nginxConfig).file('etc/nginx/conf.d/default.conf', defaultSite).file('etc/nginx/mime.types', mimeTypes);
  tree.file('usr/share/nginx/html/index.html', welcomePage).file('usr/share/nginx/html/50x.html', errorPage);
  tree.directory('var/log/nginx').link('var/log/nginx/access.log', '/dev/stdout').link('var/log/nginx/error.log', '/dev/stderr').link('etc/nginx/modules', '/usr/lib/nginx/modules');
}

function scripts(): RegistryImage['layers'] {
  return [
    layer('nginx/entrypoint', date, (tree) => tree.file('docker-entrypoint.sh', entrypoint, 0o755)),
    ...Object.entries(entrypointScripts).map(([name, text]) => layer(`nginx/${name}`, date, (tree) => tree.file(`docker-entrypoint.d/${name}`, text, 0o755))),
  ];
}

const config = (packages: readonly string[]) => ({
  ExposedPorts: { '80/tcp': {} },
  Env: [standardPath, `NGINX_VERSION=${version}`, ...packages],
  Entrypoint: ['/docker-entrypoint.sh'],
  Cmd: ['nginx', '-g', 'daemon off;'],
  Labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
  StopSignal: 'SIGQUIT',
  WorkingDir: '/',
});

function history(base: string) {
  return [
    { created: date, created_by: base },
    buildkitStep(built, 'LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>', true),
    buildkitStep(built, `ENV NGINX_VERSION=${version}`, true),
    buildkitStep(built, 'RUN /bin/sh -c set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx'),
    buildkitStep(built, 'COPY docker-entrypoint.sh / # buildkit'),
    ...Object.keys(entrypointScripts).map((name) => buildkitStep(built, `COPY ${name} /docker-entrypoint.d # buildkit`)),
    buildkitStep(built, 'ENTRYPOINT ["/docker-entrypoint.sh"]', true),
    buildkitStep(built, 'EXPOSE map[80/tcp:{}]', true),
    buildkitStep(built, 'STOPSIGNAL SIGQUIT', true),
    buildkitStep(built, 'CMD ["nginx" "-g" "daemon off;"]', true),
  ];
}

function latest(): RegistryImage {
  const packages = layer('nginx/1.29.1', built, (tree) => {
    nginxFiles(tree);
    debianAccounts(tree, 'nginx:x:101:101:nginx user:/nonexistent:/bin/false\n', 'nginx:x:101:\n');
    tree.program('usr/bin/curl', 'gnu/curl', 313_000);
    tree.filler('usr/lib/x86_64-linux-gnu/libnginx.so', 40_000_000).filler('usr/share/icu.dat', 31_000_000).filler('usr/lib/x86_64-linux-gnu/libgd.so.3', 44_000_000);
  });
  return image(built, [bookwormSlim(), packages, ...scripts()], config(['NJS_VERSION=0.9.4', 'PKG_RELEASE=1~bookworm']), history(debianStep('bookworm').created_by));
}

function small(): RegistryImage {
  const packages = layer('nginx/1.29.1-alpine', built, (tree) => {
    nginxFiles(tree);
    tree.filler('usr/lib/libicudata.so', 31_000_000, 0o755).filler('usr/lib/libxml2.so.2', 5_400_000, 0o755).program('usr/bin/curl', 'gnu/curl', 313_000);
  });
  return image(built, [alpineRoot('3.22.2', '2025-10-08T11:04:56Z'), packages, ...scripts()], config(['PKG_RELEASE=1']), history('ADD alpine-minirootfs-3.22.2-x86_64.tar.gz / # buildkit'));
}

/** `nginx`. */
export const nginxRepository: RegistryRepository = { name: 'library/nginx', description: 'Official build of Nginx.', stars: 21_010, official: true, tags: { latest, '1': latest, '1.29': latest, [version]: latest, mainline: latest, bookworm: latest, alpine: small, '1.29-alpine': small, 'mainline-alpine': small } };
