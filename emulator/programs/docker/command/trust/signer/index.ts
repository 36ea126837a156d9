import type { CommandGroup } from '../../../cli/command';

/** `docker trust signer` */
export const trustSigner: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'add', short: 'Add a signer', load: () => import('./add').then((m) => m.trustSignerAdd) },
    { name: 'remove', short: 'Remove a signer', load: () => import('./remove').then((m) => m.trustSignerRemove) },
  ],
};
