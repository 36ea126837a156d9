import type { ProgramTable } from '../process/executable';
import { archivePrograms } from './archive/list';
import { busyboxPrograms } from './busybox/list';
import { coreutilPrograms } from './coreutils/list';
import { dockerPrograms } from './docker/list';
import { dockerdPrograms } from './dockerd/list';
import { editorPrograms } from './editors/list';
import { filePrograms } from './files/list';
import { httpdPrograms } from './httpd/list';
import { networkPrograms } from './network/list';
import { makePrograms } from './make/list';
import { packagePrograms } from './packages/list';
import { redisPrograms } from './redis/list';
import { registryPrograms } from './registry/list';
import { servicePrograms } from './services/list';
import { shellPrograms } from './shell/list';
import { systemdPrograms } from './systemd/list';
import { systemPrograms } from './system/list';
import { textPrograms } from './text/list';

/** All programs of the machine by the name in their executable; each folder keeps its own literal list. */
export const programs: ProgramTable = {
  ...shellPrograms,
  ...coreutilPrograms,
  ...filePrograms,
  ...textPrograms,
  ...systemPrograms,
  ...archivePrograms,
  ...networkPrograms,
  ...packagePrograms,
  ...makePrograms,
  ...editorPrograms,
  ...busyboxPrograms,
  ...servicePrograms,
  ...httpdPrograms,
  ...redisPrograms,
  ...registryPrograms,
  ...systemdPrograms,
  ...dockerPrograms,
  ...dockerdPrograms,
};
