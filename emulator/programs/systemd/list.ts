import type { ProgramTable } from '../../process/executable';

/** The service manager and what talks to it. */
export const systemdPrograms: ProgramTable = {
  'systemd/init': () => import('./init').then((module) => module.init),
  'systemd/systemctl': () => import('./systemctl').then((module) => module.systemctl),
  'systemd/journalctl': () => import('./journalctl').then((module) => module.journalctl),
  'systemd/service': () => import('./service-command').then((module) => module.serviceCommand),
};
