import type { ProgramTable } from '../../process/executable';

/** Redis, in the versions that its images have, and what their entrypoint needs. */
export const redisPrograms: ProgramTable = {
  'redis-server/7.4': () => import('./redis-server').then((module) => module.createRedisServer('7.4.6')),
  'redis-server/7.2': () => import('./redis-server').then((module) => module.createRedisServer('7.2.11')),
  'redis-cli/7.4': () => import('./redis-cli').then((module) => module.createRedisCli('7.4.6')),
  'redis-cli/7.2': () => import('./redis-cli').then((module) => module.createRedisCli('7.2.11')),
  gosu: () => import('./gosu').then((module) => module.gosu),
};
