/** Where the build cache is kept: there once something was built. */
export const cachePath = '/var/lib/docker/buildkit/cache.json';
