import type { Values } from '../../cli/flag/definition';
import { bool, bytes, list, strings, text } from '../../cli/flag/kinds';
import { checkUlimit } from './ulimit';

/** The flags of `docker buildx build`. */
export const buildFlags = {
  'add-host': strings('', 'Add a custom host-to-IP mapping (format: "host:ip")'),
  allow: list('', 'Allow extra privileged entitlement (e.g., "network.host", "security.insecure", "device")', { type: 'stringArray' }),
  annotation: list('', 'Add annotation to the image', { type: 'stringArray' }),
  attest: list('', 'Attestation parameters (format: "type=sbom,generator=image")', { type: 'stringArray' }),
  'build-arg': list('', 'Set build-time variables', { type: 'stringArray' }),
  'build-context': list('', 'Additional build contexts (e.g., name=path)', { type: 'stringArray' }),
  builder: text('', 'Override the configured builder instance'),
  'cache-from': list('', 'External cache sources (e.g., "user/app:cache", "type=local,src=path/to/dir")', { type: 'stringArray' }),
  'cache-to': list('', 'Cache export destinations (e.g., "user/app:cache", "type=local,dest=path/to/dir")', { type: 'stringArray' }),
  call: text('', 'Set method for evaluating build ("check", "outline", "targets")', { initial: 'build' }),
  'cgroup-parent': text('', 'Set the parent cgroup for the "RUN" instructions during build'),
  check: bool('', 'Shorthand for "--call=check"'),
  debug: bool('D', 'Enable debug logging'),
  file: text('f', 'Name of the Dockerfile (default: "PATH/Dockerfile")'),
  iidfile: text('', 'Write the image ID to a file'),
  label: list('', 'Set metadata for an image', { type: 'stringArray' }),
  load: bool('', 'Shorthand for "--output=type=docker"'),
  'metadata-file': text('', 'Write build result metadata to a file'),
  network: text('', 'Set the networking mode for the "RUN" instructions during build', { initial: 'default' }),
  'no-cache': bool('', 'Do not use cache when building the image'),
  'no-cache-filter': list('', 'Do not cache specified stages', { type: 'stringArray' }),
  output: list('o', 'Output destination (format: "type=local,dest=path")', { type: 'stringArray' }),
  platform: list('', 'Set target platform for build', { type: 'stringArray' }),
  progress: text('', 'Set type of progress output ("auto", "none",  "plain", "quiet", "rawjson", "tty"). Use plain to show container output', { initial: 'auto' }),
  provenance: text('', 'Shorthand for "--attest=type=provenance"'),
  pull: bool('', 'Always attempt to pull all referenced images'),
  push: bool('', 'Shorthand for "--output=type=registry"'),
  quiet: bool('q', 'Suppress the build output and print image ID on success'),
  sbom: text('', 'Shorthand for "--attest=type=sbom"'),
  secret: list('', 'Secret to expose to the build (format: "id=mysecret[,src=/local/secret]")', { type: 'stringArray' }),
  'shm-size': bytes('', 'Shared memory size for build containers'),
  ssh: list('', 'SSH agent socket or keys to expose to the build (format: "default|<id>[=<socket>|<key>[,<key>]]")', { type: 'stringArray' }),
  tag: list('t', 'Name and optionally a tag (format: "name:tag")', { type: 'stringArray' }),
  target: text('', 'Set the target build stage to build'),
  ulimit: list('', 'Ulimit options (default [])', { type: 'ulimit', check: checkUlimit }),
};

/** What they were given. */
export type BuildFlags = Values<typeof buildFlags>;
