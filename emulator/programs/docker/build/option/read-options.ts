import type { DockerCli } from '../../cli/docker-cli';
import { CliError } from '../../cli/error';
import { parseCall, type Call } from '../call/call';
import type { BuildFlags } from './build-flags';
import { parseOutput, type Output } from './outputs';
import { hasExternalCache, parseBuildArguments, parseContexts, parseLabels, wantsAttestation } from './pairs';
import { parseSecret, type Secret } from './secrets';

/** The command line of a build, read. What it means on this host has not been looked at yet. */
export interface BuildOptions {
  readonly flags: BuildFlags;
  readonly context: string;
  readonly buildArguments: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly wantsAttestation: boolean;
  readonly contexts: ReadonlyMap<string, string>;
  readonly outputs: readonly Output[];
  readonly exportsCache: boolean;
  readonly secrets: readonly Secret[];
  readonly call: Call | undefined;
}

/** Reads the flags in the order in which buildx does, so that of several mistakes the same one is told. */
export function readOptions(docker: DockerCli, flags: BuildFlags, context: string): BuildOptions {
  const buildArguments = parseBuildArguments(flags['build-arg'], docker.process.env);
  const labels = parseLabels(flags.label);
  const attestation = wantsAttestation(flags.attest, { provenance: flags.provenance, sbom: flags.sbom });
  const contexts = parseContexts(flags['build-context']);
  const outputs = flags.output.map(parseOutput);
  if (flags.iidfile !== '' && outputs.some(({ type }) => type === 'local' || type === 'tar')) throw new CliError('local and tar exporters are incompatible with image ID file');
  hasExternalCache(flags['cache-from']);
  const exportsCache = hasExternalCache(flags['cache-to']);
  const secrets = flags.secret.map(parseSecret);
  const call = parseCall(flags.check ? 'check' : flags.call);
  return { flags, context, buildArguments, labels, wantsAttestation: attestation, contexts, outputs, exportsCache, secrets, call };
}
