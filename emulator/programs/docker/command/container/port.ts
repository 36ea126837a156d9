import { CliError } from '../../cli/error';
import { inspectContainer } from '../../../../api/client/containers';
import { between, command } from '../../cli/command';

/** `docker container port` */
export const containerPort = command({
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  aliases: 'docker container port, docker port',
  flags: {},
  arguments: between(1, 2),
  async run({ docker, args }) {
    const [name = '', wanted] = args;
    const { NetworkSettings: settings } = await inspectContainer(docker.client, name);
    const show = ({ HostIp, HostPort }: { HostIp: string; HostPort: string }) => (HostIp.includes(':') ? `[${HostIp}]:${HostPort}` : `${HostIp}:${HostPort}`);
    if (wanted !== undefined) {
      const [number = ''] = wanted.split('/');
      const trouble = /^\d+$/.test(number) ? (Number(number) > 65_535 ? 'value out of range' : undefined) : 'invalid syntax';
      if (trouble !== undefined) throw new CliError(`Error: invalid port (${number}): strconv.ParseUint: parsing ${JSON.stringify(number)}: ${trouble}`);
      const port = wanted.includes('/') ? wanted : `${wanted}/tcp`;
      const bindings = settings.Ports[port];
      if (!bindings || bindings.length === 0) throw new CliError(`Error: No public port '${wanted}' published for ${name}`);
      await docker.print(bindings.map((binding) => `${show(binding)}\n`).join(''));
      return;
    }
    const lines = Object.entries(settings.Ports).flatMap(([port, bindings]) => (bindings ?? []).map((binding) => `${port} -> ${show(binding)}\n`));
    await docker.print(lines.sort().join(''));
  },
});
