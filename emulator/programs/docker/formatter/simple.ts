import type { NetworkInspect } from '../../../api/types/network';
import type { Volume } from '../../../api/types/volume';
import { goText } from '../template/value';
import { tableRow } from './row';
import type { TableShape } from './table';
import { goTimeOfRfc3339, labelText, shortId } from './text';
import { humanSize } from '../units/size';

export const networkTable = 'table {{.ID}}\\t{{.Name}}\\t{{.Driver}}\\t{{.Scope}}';
export const volumeTable = 'table {{.Driver}}\\t{{.Name}}';

/** Rows of networks. */
export function networkShape(truncate: boolean): TableShape<NetworkInspect> {
  return {
    headers: { ID: 'NETWORK ID', Name: 'NAME', Driver: 'DRIVER', Scope: 'SCOPE', IPv4: 'IPV4', IPv6: 'IPV6', Internal: 'INTERNAL', Labels: 'LABELS', CreatedAt: 'CREATED AT' },
    row: (network) =>
      tableRow(
        '*network.networkContext',
        {
          ID: () => (truncate ? shortId(network.Id) : network.Id),
          Name: () => network.Name,
          Driver: () => network.Driver,
          Scope: () => network.Scope,
          IPv4: () => String(network.EnableIPv4),
          IPv6: () => String(network.EnableIPv6),
          Internal: () => String(network.Internal),
          Labels: () => labelText(network.Labels),
          CreatedAt: () => goTimeOfRfc3339(network.Created),
        },
        { Label: () => (name) => network.Labels?.[goText(name)] ?? '' },
      ),
  };
}

/** Rows of volumes. */
export const volumeShape: TableShape<Volume> = {
  headers: { Name: 'VOLUME NAME', Driver: 'DRIVER', Scope: 'SCOPE', Mountpoint: 'MOUNTPOINT', Labels: 'LABELS', Links: 'LINKS', Size: 'SIZE', Availability: 'AVAILABILITY', Group: 'GROUP', Status: 'STATUS' },
  row: (volume) =>
    tableRow(
      '*formatter.volumeContext',
      {
        Name: () => volume.Name,
        Driver: () => volume.Driver,
        Scope: () => volume.Scope,
        Mountpoint: () => volume.Mountpoint,
        Labels: () => labelText(volume.Labels),
        Links: () => (volume.UsageData ? String(volume.UsageData.RefCount) : 'N/A'),
        Size: () => (volume.UsageData ? humanSize(volume.UsageData.Size) : 'N/A'),
        Availability: () => 'N/A',
        Group: () => 'N/A',
        Status: () => 'N/A',
      },
      { Label: () => (name) => volume.Labels?.[goText(name)] ?? '' },
    ),
};
