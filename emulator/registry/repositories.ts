import type { RegistryRepository } from './types';

/** Every repository of the emulated Docker Hub by its name, loaded when it is first asked for. */
export const repositories: Readonly<Record<string, () => Promise<RegistryRepository>>> = {
  'library/alpine': () => import('./images/alpine').then((module) => module.alpineRepository),
  'library/busybox': () => import('./images/busybox').then((module) => module.busybox),
  'library/debian': () => import('./images/debian').then((module) => module.debianRepository),
  'library/hello-world': () => import('./images/hello-world').then((module) => module.helloWorld),
  'library/httpd': () => import('./images/httpd').then((module) => module.httpdRepository),
  'library/nginx': () => import('./images/nginx').then((module) => module.nginxRepository),
  'library/redis': () => import('./images/redis').then((module) => module.redisRepository),
  'library/registry': () => import('./images/registry').then((module) => module.registryRepository),
  'library/ubuntu': () => import('./images/ubuntu').then((module) => module.ubuntuRepository),
};
