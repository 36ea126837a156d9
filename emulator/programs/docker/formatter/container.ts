import type { ContainerSummary, PortSummary } from '../../../api/types/container';
import { humanDuration } from '../units/duration';
import { humanSize } from '../units/size';
import { goText } from '../template/value';
import { tableRow } from './row';
import type { TableShape } from './table';
import { ellipsis, goTime, labelText, shortId } from './text';

/** What `docker ps` shows without `--format`. */
export function containerTable(size: boolean): string {
  return `table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Ports}}\\t{{.Names}}${size ? '\\t{{.Size}}' : ''}`;
}

/** Rows of containers. */
export function containerShape(options: { truncate: boolean; now: number }): TableShape<ContainerSummary> {
  const { truncate, now } = options;
  return {
    headers: {
      ID: 'CONTAINER ID',
      Names: 'NAMES',
      Image: 'IMAGE',
      Command: 'COMMAND',
      CreatedAt: 'CREATED AT',
      RunningFor: 'CREATED',
      Ports: 'PORTS',
      State: 'STATE',
      Status: 'STATUS',
      Size: 'SIZE',
      Labels: 'LABELS',
      Mounts: 'MOUNTS',
      LocalVolumes: 'LOCAL VOLUMES',
      Networks: 'NETWORKS',
      Platform: 'PLATFORM',
    },
    row: (container) =>
      tableRow(
        '*formatter.ContainerContext',
        {
          ID: () => (truncate ? shortId(container.Id) : container.Id),
          Names: () => nameList(container.Names, truncate),
          Image: () => imageName(container, truncate),
          Command: () => JSON.stringify(truncate ? ellipsis(container.Command, 20) : container.Command),
          CreatedAt: () => goTime(container.Created * 1000),
          RunningFor: () => `${humanDuration(now - container.Created * 1000)} ago`,
          Ports: () => displayPorts(container.Ports),
          State: () => container.State,
          Status: () => container.Status,
          Size: () => sizeText(container),
          Labels: () => labelText(container.Labels),
          Mounts: () => container.Mounts.map((mount) => mountName(mount.Name || mount.Source, truncate)).join(','),
          LocalVolumes: () => String(container.Mounts.filter(({ Driver }) => Driver === 'local').length),
          Networks: () => Object.keys(container.NetworkSettings.Networks).join(','),
          Platform: () => null,
        },
        { Label: () => (name) => container.Labels[goText(name)] ?? '' },
      ),
  };
}

/** Names without their slash; with `truncate`, those that a link gave (`/other/alias`) are left out. */
function nameList(names: readonly string[], truncate: boolean): string {
  const shown = names.map((name) => name.replace(/^\//, ''));
  return (truncate ? shown.filter((name) => !name.includes('/')) : shown).join(',');
}

function imageName({ Image, ImageID }: ContainerSummary, truncate: boolean): string {
  if (Image === '') return '<no image>';
  if (!truncate) return Image;
  if (Image.startsWith('sha256:') || (ImageID.includes(Image) && /^[0-9a-f]{64}$/.test(Image))) return shortId(Image);
  const [name = ''] = Image.split('@');
  return name;
}

function mountName(name: string, truncate: boolean): string {
  return truncate ? ellipsis(name, 15) : name;
}

function sizeText({ SizeRw = 0, SizeRootFs = 0 }: ContainerSummary): string {
  const own = humanSize(SizeRw, 3);
  return SizeRootFs > 0 ? `${own} (virtual ${humanSize(SizeRootFs, 3)})` : own;
}

/** `0.0.0.0:8080->80/tcp, 443/tcp`; neighbouring ports of one address become a range. */
export function displayPorts(ports: readonly PortSummary[]): string {
  const addresses = (ip: string | undefined) => (ip === undefined ? 0 : ip.includes(':') ? 2 : 1);
  const sorted = [...ports].sort(
    (a, b) => a.PrivatePort - b.PrivatePort || addresses(a.IP) - addresses(b.IP) || (a.IP ?? '').localeCompare(b.IP ?? '') || (a.PublicPort ?? 0) - (b.PublicPort ?? 0) || a.Type.localeCompare(b.Type),
  );
  const groups = new Map<string, { first: number; last: number; offset: number }>();
  const single: string[] = [];
  const ranges: string[] = [];
  const host = (ip: string) => (ip.includes(':') ? `[${ip}]` : ip);
  const flush = (key: string, { first, last, offset }: { first: number; last: number; offset: number }) => {
    const [ip = '', type = ''] = key.split('/');
    const range = first === last ? String(first) : `${first}-${last}`;
    const published = first === last ? String(first + offset) : `${first + offset}-${last + offset}`;
    ranges.push(ip ? `${host(ip)}:${published}->${range}/${type}` : `${range}/${type}`);
  };
  for (const { IP = '', PrivatePort, PublicPort, Type } of sorted) {
    if (IP && PublicPort !== undefined && PublicPort !== PrivatePort) {
      single.push(`${host(IP)}:${PublicPort}->${PrivatePort}/${Type}`);
      continue;
    }
    const key = `${IP}/${Type}`;
    const group = groups.get(key);
    if (group && PrivatePort === group.last + 1) group.last = PrivatePort;
    else {
      if (group) flush(key, group);
      groups.set(key, { first: PrivatePort, last: PrivatePort, offset: 0 });
    }
  }
  for (const [key, group] of groups) flush(key, group);
  return [...ranges, ...single].join(', ');
}
