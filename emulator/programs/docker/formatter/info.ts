import type { Info } from '../../../api/types/info';
import { binarySize } from '../units/size';

/** The server's half of `docker info`. */
export function infoText(info: Info): string {
  const lines: string[] = [];
  const put = (label: string, value: string | number | boolean, indent = 1) => lines.push(`${' '.repeat(indent)}${label}: ${String(value)}`.trimEnd());
  const list = (label: string, values: readonly string[]) => {
    lines.push(` ${label}:`);
    for (const value of values) lines.push(`  ${value}`);
  };
  put('Containers', info.Containers);
  put('Running', info.ContainersRunning, 2);
  put('Paused', info.ContainersPaused, 2);
  put('Stopped', info.ContainersStopped, 2);
  put('Images', info.Images);
  put('Server Version', info.ServerVersion);
  put('Storage Driver', info.Driver);
  for (const [name, value] of info.DriverStatus) put(name, value, 2);
  put('Logging Driver', info.LoggingDriver);
  put('Cgroup Driver', info.CgroupDriver);
  put('Cgroup Version', info.CgroupVersion ?? '1');
  lines.push(' Plugins:');
  put('Volume', info.Plugins.Volume.join(' '), 2);
  put('Network', info.Plugins.Network.join(' '), 2);
  put('Log', info.Plugins.Log.join(' '), 2);
  list('CDI spec directories', info.CDISpecDirs);
  put('Swarm', info.Swarm.LocalNodeState);
  put('Runtimes', Object.keys(info.Runtimes).join(' '));
  put('Default Runtime', info.DefaultRuntime);
  put('Init Binary', info.InitBinary);
  lines.push(` containerd version: ${info.ContainerdCommit.ID}`, ` runc version: ${info.RuncCommit.ID}`, ` init version: ${info.InitCommit.ID}`);
  lines.push(' Security Options:');
  for (const option of info.SecurityOptions) {
    for (const pair of option.split(',')) {
      const [key, value = ''] = pair.split('=');
      lines.push(key === 'name' ? `  ${value}` : `   ${(key ?? '').replace(/^./, (letter) => letter.toUpperCase())}: ${value}`);
    }
  }
  put('Kernel Version', info.KernelVersion);
  put('Operating System', info.OperatingSystem);
  put('OSType', info.OSType);
  put('Architecture', info.Architecture);
  put('CPUs', info.NCPU);
  put('Total Memory', binarySize(info.MemTotal));
  put('Name', info.Name);
  put('ID', info.ID);
  put('Docker Root Dir', info.DockerRootDir);
  put('Debug Mode', info.Debug);
  put('Experimental', info.ExperimentalBuild);
  const { IndexConfigs: indexes, InsecureRegistryCIDRs: networks } = info.RegistryConfig;
  list('Insecure Registries', [...Object.values(indexes).flatMap((index) => (index.Secure ? [] : [index.Name])), ...networks]);
  put('Live Restore Enabled', info.LiveRestoreEnabled);
  return `Server:\n${lines.join('\n')}\n\n`;
}
