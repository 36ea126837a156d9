import { engineCommit, engineVersion } from '../../../engine/system/engine-version';
import type { Process } from '../../../process/types';
import { FlagError, parseFlags } from '../../docker/cli/flag/parse';
import { flagUsages } from '../../docker/cli/flag/usage';
import { bool } from '../../docker/cli/flag/kinds';
import { readConfigFile } from './config-file';
import { dockerdFlags } from './flags';
import { defaultSettings, type DaemonSettings } from './settings';
import { hostProblem, settingsProblem, textOf } from './validate';

/** The daemon does not start: what it prints instead, and its exit code. */
export interface NoStart {
  readonly exitCode: number;
  readonly output?: string;
  readonly complaint?: string;
}

/** What `dockerd` is told by its command line and its config file; or what it answers when it is not to start, or cannot. (Recorded: scenarios/dockerd.) */
export function readSettings(process: Process): DaemonSettings | NoStart {
  let parsed;
  try {
    parsed = parseFlags(dockerdFlags, process.argv.slice(1), true);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    return { exitCode: 1, complaint: `Status: ${error.message}\nSee 'dockerd --help'.\n${help(process)}, Code: 125\n` };
  }
  const { values } = parsed;
  if (parsed.help) return { exitCode: 0, output: `${parsed.warnings.map((line) => `${line.replace('use --help', 'please use --help')}\n`).join('')}${help(process)}` };
  if (values['version'] === true) return { exitCode: 0, output: `Docker version ${engineVersion}, build ${engineCommit}\n` };
  if (parsed.rest.length > 0) return { exitCode: 1, complaint: help(process) };
  const given = new Map([...parsed.changed].map((name) => [name, values[name]]));
  const fromFlags = settingsProblem(values);
  if (fromFlags !== undefined) return { exitCode: 1, complaint: `${fromFlags}\n` };
  const file = readConfigFile(process, given.has('config-file') ? String(values['config-file']) : undefined, given);
  if ('problem' in file) return { exitCode: 1, complaint: `${file.problem}\n` };
  const merged = { ...values, ...file.values };
  const together = settingsProblem(merged);
  if (together !== undefined) return { exitCode: 1, complaint: `unable to configure the Docker daemon with file ${String(values['config-file'])}: merged configuration validation from file and command line flags failed: ${together}\n` };
  const ofHost = hostProblem(process, merged);
  if (ofHost !== undefined) return { exitCode: 1, complaint: `${ofHost}\n` };
  if (values['validate'] === true) return { exitCode: 0, complaint: 'configuration OK\n' };
  const hosts = Array.isArray(merged['host']) && merged['host'].length > 0 ? (merged['host'] as string[]) : defaultSettings.hosts;
  return {
    hosts,
    pidFile: textOf(merged['pidfile']),
    storageDriver: textOf(merged['storage-driver']) || defaultSettings.storageDriver,
    debug: merged['debug'] === true,
    logLevel: textOf(merged['log-level']),
    logFormat: textOf(merged['log-format']) || 'text',
    rawLogs: merged['raw-logs'] === true,
    group: textOf(merged['group']),
    insecureRegistries: Array.isArray(merged['insecure-registry']) ? merged['insecure-registry'].map(String) : [],
  };
}

function help(process: Process): string {
  const columns = (process.terminal(1) ?? process.terminal(0))?.size.columns ?? 80;
  return `\nUsage:\tdockerd [OPTIONS]\n\nA self-sufficient runtime for containers.\n\nOptions:\n${flagUsages({ ...dockerdFlags, help: bool('', 'Print usage') }, columns)}`;
}
