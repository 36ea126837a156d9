import type { CommandGroup } from '../../cli/command';

/** `docker trust` */
export const trust: CommandGroup = {
  kind: 'group',
  commands: [
    { name: 'key', short: 'Manage keys for signing Docker images', section: 'Management Commands', load: () => import('./key/index').then((m) => m.trustKey) },
    { name: 'signer', short: 'Manage entities who can sign Docker images', section: 'Management Commands', load: () => import('./signer/index').then((m) => m.trustSigner) },
    { name: 'inspect', short: 'Return low-level information about keys and signatures', load: () => import('./inspect').then((m) => m.trustInspect) },
    { name: 'revoke', short: 'Remove trust for an image', load: () => import('./revoke').then((m) => m.trustRevoke) },
    { name: 'sign', short: 'Sign an image', load: () => import('./sign').then((m) => m.trustSign) },
  ],
};
