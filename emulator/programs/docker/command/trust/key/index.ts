import type { CommandGroup } from '../../../cli/command';

/** `docker trust key` */
export const trustKey: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'generate', short: 'Generate and load a signing key-pair', load: () => import('./generate').then((m) => m.trustKeyGenerate) },
    { name: 'load', short: 'Load a private key file for signing', load: () => import('./load').then((m) => m.trustKeyLoad) },
  ],
};
