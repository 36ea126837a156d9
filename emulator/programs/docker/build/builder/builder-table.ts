import { tableRow } from '../../formatter/row';
import { readFormat, renderRows, type TableShape } from '../../formatter/table';
import type { Builder } from './builders';

/** A row: a builder, or the node that it has. */
interface Row {
  readonly builder: Builder;
  readonly isNode: boolean;
}

const defaultTable = 'table {{.Name}}\\t{{.DriverEndpoint}}\\t{{.Status}}\\t{{.Buildkit}}\\t{{.Platforms}}';

function platformText(platforms: readonly string[], isWhole: boolean): string {
  if (isWhole || platforms.length <= 1) return platforms.join(', ');
  // Variants of a processor are counted rather than listed.
  return `${platforms[0]} (+${platforms.length})`;
}

function shape(isTable: boolean, isWhole: boolean): TableShape<Row> {
  const mark = ' \\_ ';
  const prefix = ({ isNode }: Row) => (isTable && isNode ? mark : '');
  return {
    headers: { Name: 'NAME/NODE', DriverEndpoint: 'DRIVER/ENDPOINT', LastActivity: 'LAST ACTIVITY', Status: 'STATUS', Buildkit: 'BUILDKIT', Platforms: 'PLATFORMS' },
    row: (row) =>
      tableRow('*commands.lsContext', {
        Name: () => `${prefix(row)}${row.builder.name}${isTable && !row.isNode && row.builder.isCurrent ? '*' : ''}`,
        DriverEndpoint: () => (row.isNode ? `${prefix(row)}${row.builder.name}` : row.builder.error === '' ? 'docker' : ''),
        LastActivity: () => (row.isNode ? '' : row.builder.lastActivity),
        Status: () => (row.builder.error !== '' ? 'error' : row.isNode ? 'running' : ''),
        Buildkit: () => (row.isNode ? row.builder.version : ''),
        Platforms: () => (row.isNode ? platformText(row.builder.platforms, isWhole) : ''),
      }),
  };
}

/** `docker buildx ls` in a format. */
export function builderTable(builders: readonly Builder[], format: string, isWhole: boolean): string {
  if (format === 'json') return builders.map((builder) => `${builderJson(builder)}\n`).join('');
  const { isTable } = readFormat(format, defaultTable);
  const rows = builders.flatMap((builder): Row[] => (builder.error === '' ? [false, true].map((isNode) => ({ builder, isNode })) : [{ builder, isNode: false }]));
  return renderRows(rows, shape(isTable, isWhole), format, defaultTable);
}

function builderJson(builder: Builder): string {
  const node = {
    Endpoint: builder.name,
    GCPolicy: builder.policy,
    Labels: builder.labels,
    Name: builder.name,
    Platforms: builder.platforms,
    Status: 'running',
    Version: builder.version,
  };
  return JSON.stringify({
    Current: builder.isCurrent,
    Driver: builder.error === '' ? 'docker' : '',
    Dynamic: false,
    LastActivity: builder.lastActivity,
    Name: builder.name,
    Nodes: builder.error === '' ? [node] : [],
  });
}
