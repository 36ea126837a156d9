import { command, noArguments } from '../../cli/command';
import { bool, duration, list } from '../../cli/flag/kinds';
import { swarmOnly } from '../../cli/not-here';

/** `docker swarm ca` */
export const swarmCa = command({
  usage: '[OPTIONS]',
  flags: {
    'ca-cert': list('', 'Path to the PEM-formatted root CA certificate to use for the new cluster', { type: 'pem-file' }),
    'ca-key': list('', 'Path to the PEM-formatted root CA key to use for the new cluster', { type: 'pem-file' }),
    'cert-expiry': duration('', 'Validity period for node certificates (ns|us|ms|s|m|h) (default 2160h0m0s)'),
    detach: bool('d', 'Exit immediately instead of waiting for the root rotation to converge'),
    'external-ca': list('', 'Specifications of one or more certificate signing endpoints', { type: 'external-ca' }),
    quiet: bool('q', 'Suppress progress output'),
    rotate: bool('', 'Rotate the swarm CA - if no certificate or key are provided, new ones will be generated'),
  },
  arguments: noArguments,
  run: swarmOnly,
});
