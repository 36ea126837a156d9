import type { ImageHistory } from '../../engine/image/types';
import type { LayerTree } from '../tree';
import type { RegistryImage, RegistryLayer, RegistryRepository } from '../types';
import { alpineAccounts, alpineRoot } from './alpine';
import { buildkitStep, image, layer } from './common';
import { bookwormSlim, debianStep } from './debian';
import { apachectl, foreground, httpdConfig, indexPage, mimeTypes, modules, virtualHosts } from './httpd-files';

const version = '2.4.65';
const sha256 = '58b8be97d9940ec17f7656c0c6b9f41b618aac468b894b534148e3296c53b8b3';
const built = '2025-10-21T02:11:40Z';
const prefix = 'usr/local/apache2';

function serverFiles(tree: LayerTree): void {
  tree.directory(['bin', 'build', 'cgi-bin', 'conf', 'conf/extra', 'conf/original', 'conf/original/extra', 'error', 'htdocs', 'icons', 'include', 'logs', 'modules'].map((name) => `${prefix}/${name}`).join(' '));
  tree.program(`${prefix}/bin/httpd`, 'httpd', 1_014_000).file(`${prefix}/bin/apachectl`, apachectl, 0o755);
  for (const folder of ['conf', 'conf/original']) tree.file(`${prefix}/${folder}/httpd.conf`, httpdConfig).file(`${prefix}/${folder}/extra/httpd-vhosts.conf`, virtualHosts);
  tree.file(`${prefix}/conf/mime.types`, mimeTypes).file(`${prefix}/htdocs/index.html`, indexPage);
  for (const [name] of modules) tree.filler(`${prefix}/modules/mod_${name}.so`, 60_000, 0o755);
}

const config = {
  ExposedPorts: { '80/tcp': {} },
  Env: [`PATH=/${prefix}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, `HTTPD_PREFIX=/${prefix}`, `HTTPD_VERSION=${version}`, `HTTPD_SHA256=${sha256}`, 'HTTPD_PATCHES='],
  Cmd: ['httpd-foreground'],
  StopSignal: 'SIGWINCH',
  WorkingDir: `/${prefix}`,
};

function build(root: RegistryLayer, first: readonly ImageHistory[], before: readonly ImageHistory[], layers: readonly RegistryLayer[]): RegistryImage {
  const script = layer('httpd/foreground', built, (tree) => tree.file('usr/local/bin/httpd-foreground', foreground, 0o755));
  return image(built, [root, ...layers, script], config, [
    ...first,
    ...before,
    buildkitStep(built, `ENV HTTPD_VERSION=${version}`, true),
    buildkitStep(built, `ENV HTTPD_SHA256=${sha256}`, true),
    buildkitStep(built, 'ENV HTTPD_PATCHES=', true),
    buildkitStep(built, `RUN /bin/sh -c set -eux;   ./configure     --build="$gnuArch"     --prefix="$HTTPD_PREFIX"     --enable-mods-shared=reallyall     --enable-mpms-shared=all   ;   make -j "$(nproc)";   make install; httpd -v`),
    buildkitStep(built, 'STOPSIGNAL SIGWINCH', true),
    buildkitStep(built, 'COPY httpd-foreground /usr/local/bin/ # buildkit'),
    buildkitStep(built, 'EXPOSE map[80/tcp:{}]', true),
    buildkitStep(built, 'CMD ["httpd-foreground"]', true),
  ]);
}

const environment = [buildkitStep(built, `ENV HTTPD_PREFIX=/${prefix}`, true), buildkitStep(built, `ENV PATH=${config.Env[0]?.slice(5)}`, true)];

function latest(): RegistryImage {
  const place = layer('httpd/prefix', built, (tree) => tree.directory(prefix, 0o755, { uid: 33, gid: 33 }));
  const work = layer('httpd/workdir', built, (tree) => tree.directory(prefix, 0o755, { uid: 33, gid: 33 }).directory('usr/local/bin'));
  const libraries = layer('httpd/libraries', built, (tree) => tree.filler('usr/lib/x86_64-linux-gnu/libldap-2.5.so.0.1.14', 372_000).filler('usr/lib/x86_64-linux-gnu/libxml2.so.2.9.14', 1_770_000).filler('etc/ssl/certs/ca-certificates.crt', 214_222).filler('usr/lib/x86_64-linux-gnu/libaprutil-1.so.0.6.3', 7_000_000));
  const server = layer(`httpd/${version}`, built, (tree) => {
    serverFiles(tree);
    tree.filler(`${prefix}/manual/index.bin`, 28_000_000);
  });
  const before = [...environment, buildkitStep(built, 'RUN /bin/sh -c mkdir -p "$HTTPD_PREFIX"  && chown www-data:www-data "$HTTPD_PREFIX"'), buildkitStep(built, `WORKDIR /${prefix}`), buildkitStep(built, 'RUN /bin/sh -c set -eux;   apt-get update;   apt-get install -y --no-install-recommends     ca-certificates     libaprutil1-ldap     libldap-common')];
  return build(bookwormSlim(), [debianStep('bookworm')], before, [place, work, libraries, server]);
}

function small(): RegistryImage {
  const date = '2025-10-08T11:04:56Z';
  const user = layer('httpd/alpine-user', built, (tree) => alpineAccounts(tree, 'www-data:x:82:82::/home/www-data:/sbin/nologin\n', ''));
  const place = layer('httpd/alpine-prefix', built, (tree) => tree.directory(prefix, 0o755, { uid: 82, gid: 82 }));
  const libraries = layer('httpd/alpine-libraries', built, (tree) => tree.filler('usr/lib/libapr-1.so.0.7.6', 210_000, 0o755).filler('usr/lib/libaprutil-1.so.0.6.3', 180_000, 0o755).filler('usr/lib/perl5/core.so', 38_000_000, 0o755));
  const server = layer(`httpd/${version}-alpine`, built, (tree) => {
    serverFiles(tree);
    tree.filler(`${prefix}/manual/index.bin`, 14_000_000);
  });
  const first = [buildkitStep(date, 'ADD alpine-minirootfs-3.22.2-x86_64.tar.gz / # buildkit'), buildkitStep(date, 'CMD ["/bin/sh"]', true)];
  const before = [buildkitStep(built, 'RUN /bin/sh -c set -x   && adduser -u 82 -D -S -G www-data www-data'), ...environment, buildkitStep(built, 'RUN /bin/sh -c mkdir -p "$HTTPD_PREFIX"   && chown www-data:www-data "$HTTPD_PREFIX"'), buildkitStep(built, `WORKDIR /${prefix}`, true), buildkitStep(built, 'RUN /bin/sh -c set -eux;   apk add --no-cache     apr     apr-util     ca-certificates     perl   ;')];
  return build(alpineRoot('3.22.2', date), first, before, [user, place, libraries, server]);
}

/** `httpd`. */
export const httpdRepository: RegistryRepository = {
  name: 'library/httpd',
  description: 'The Apache HTTP Server Project',
  stars: 4_890,
  official: true,
  tags: { latest, '2': latest, '2.4': latest, [version]: latest, bookworm: latest, alpine: small, '2-alpine': small, '2.4-alpine': small, [`${version}-alpine`]: small },
};
