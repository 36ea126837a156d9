/** What a daemon is told by its flags and its config file, as far as this one heeds it. */
export interface DaemonSettings {
  readonly hosts: readonly string[];
  readonly pidFile: string;
  readonly storageDriver: string;
  readonly debug: boolean;
  readonly logLevel: string;
  readonly logFormat: string;
  /** Times in full and no colours, also on a terminal. */
  readonly rawLogs: boolean;
  readonly group: string;
  /** Registries that need no TLS: hosts, and networks such as 10.0.0.0/8. */
  readonly insecureRegistries: readonly string[];
}

/** A daemon that is told nothing. */
export const defaultSettings: DaemonSettings = {
  hosts: ['unix:///var/run/docker.sock'],
  pidFile: '/var/run/docker.pid',
  storageDriver: 'overlay2',
  debug: false,
  logLevel: 'info',
  logFormat: 'text',
  rawLogs: false,
  group: 'docker',
  insecureRegistries: [],
};

/** Where a daemon looks for its config file. */
export const defaultConfigFile = '/etc/docker/daemon.json';
