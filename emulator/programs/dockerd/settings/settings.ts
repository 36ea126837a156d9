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
};

/** Where a daemon looks for its config file. */
export const defaultConfigFile = '/etc/docker/daemon.json';
