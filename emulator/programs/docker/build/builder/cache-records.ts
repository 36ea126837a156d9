import type { BuildCacheRecord } from '../../../../api/types/disk-usage';
import type { Filters } from '../../cli/flag/kinds';
import { CliError } from '../../cli/error';
import { tableRow } from '../../formatter/row';
import { readFormat, renderRows, type TableShape } from '../../formatter/table';
import { humanDuration } from '../../units/duration';
import { byteCount } from '../progress/byte-count';

/** Kinds of record that the builder goes on writing to. */
const mutableTypes: ReadonlySet<string> = new Set(['source.local', 'source.git.checkout', 'exec.cachemount']);
const isMutable = ({ Type }: BuildCacheRecord) => mutableTypes.has(Type);

const tests: Readonly<Record<string, (record: BuildCacheRecord, value: string) => boolean>> = {
  id: ({ ID }, value) => ID === value,
  type: ({ Type }, value) => Type === value,
  parent: ({ Parents = [] }, value) => Parents.includes(value),
  parents: ({ Parents = [] }, value) => Parents.includes(value),
  description: ({ Description }, value) => Description.includes(value),
  inuse: ({ InUse }, value) => String(InUse) === value,
  mutable: (record, value) => String(isMutable(record)) === value,
  immutable: (record, value) => String(!isMutable(record)) === value,
  shared: ({ Shared }, value) => String(Shared) === value,
  private: ({ Shared }, value) => String(!Shared) === value,
};

/** The records that all filters let through. */
export function filterRecords(records: readonly BuildCacheRecord[], filters: Filters): BuildCacheRecord[] {
  return records.filter((record) =>
    Object.entries(filters).every(([key, values]) => {
      const test = tests[key];
      if (!test) throw new CliError(`unsupported filter ${JSON.stringify(`${key}=${values[0]}`)}`);
      return values.some((value) => test(record, value));
    }),
  );
}

/** Smallest first, as BuildKit lists them. */
export function sortRecords(records: readonly BuildCacheRecord[]): BuildCacheRecord[] {
  return [...records].sort((a, b) => a.Size - b.Size || (a.ID < b.ID ? -1 : 1));
}

function lastUsed({ LastUsedAt }: BuildCacheRecord, now: number): string {
  return LastUsedAt ? `${humanDuration(now - Date.parse(LastUsedAt))} ago` : '';
}

/** Marks of what is written to and of what is shared stand in tables alone. */
const shape = (now: number, isTable: boolean): TableShape<BuildCacheRecord> => ({
  headers: { ID: 'ID', Reclaimable: 'RECLAIMABLE', Size: 'SIZE', LastUsedAt: 'LAST ACCESSED', Type: 'TYPE', Shared: 'SHARED', Mutable: 'MUTABLE', UsageCount: 'USAGE COUNT', Description: 'DESCRIPTION', CreatedAt: 'CREATED AT', Parents: 'PARENTS' },
  row: (record) =>
    tableRow('*commands.duContext', {
      ID: () => `${record.ID}${isTable && isMutable(record) ? '*' : ''}`,
      Parents: () => record.Parents ?? [],
      CreatedAt: () => record.CreatedAt,
      Mutable: () => isMutable(record),
      Reclaimable: () => !record.InUse,
      Shared: () => record.Shared,
      Size: () => `${byteCount(record.Size)}${isTable && record.Shared ? '*' : ''}`,
      Description: () => record.Description,
      UsageCount: () => record.UsageCount,
      LastUsedAt: () => lastUsed(record, now),
      Type: () => record.Type,
    }),
});

const defaultTable = 'table {{.ID}}\\t{{.Reclaimable}}\\t{{.Size}}\\t{{.LastUsedAt}}';

/** `docker buildx du` in a format. */
export function recordTable(records: readonly BuildCacheRecord[], format: string, now: number): string {
  return renderRows(records, shape(now, readFormat(format, defaultTable).isTable), format, defaultTable);
}

/** `docker buildx du --verbose`: a paragraph for each record. */
export function recordParagraphs(records: readonly BuildCacheRecord[], now: number): string {
  return records
    .map((record) => {
      const parents = record.Parents ?? [];
      const created = new Date(record.CreatedAt).toISOString();
      const rows = [
        ['ID:', record.ID],
        ...(parents.length > 0 ? [['Parents:'], ...parents.map((parent) => [` - ${parent}`])] : []),
        ['Created at:', `${created.slice(0, 10)} ${record.CreatedAt.slice(11).replace(/Z$/, '')} +0000 UTC`],
        ['Mutable:', String(isMutable(record))],
        ['Reclaimable:', String(!record.InUse)],
        ['Shared:', String(record.Shared)],
        ['Size:', byteCount(record.Size)],
        ...(record.Description ? [['Description:', record.Description]] : []),
        ['Usage count:', String(record.UsageCount)],
        ...(record.LastUsedAt ? [['Last used:', lastUsed(record, now)]] : []),
        ...(record.Type ? [['Type:', record.Type]] : []),
      ];
      return `${rows.map(([name = '', value]) => (value === undefined ? `${name}\n` : `${name.padEnd(14)}${value}\n`)).join('')}\n`;
    })
    .join('');
}

/** The sums under a list of all records. */
export function recordSums(records: readonly BuildCacheRecord[]): string {
  const sum = (wanted: (record: BuildCacheRecord) => boolean) => byteCount(records.filter(wanted).reduce((total, { Size }) => total + Size, 0));
  const hasShared = records.some(({ Shared, Size }) => Shared && Size > 0);
  const shared = hasShared ? `Shared:\t\t${sum(({ Shared }) => Shared)}\nPrivate:\t${sum(({ Shared }) => !Shared)}\n` : '';
  return `${shared}Reclaimable:\t${sum(({ InUse }) => !InUse)}\nTotal:\t\t${sum(() => true)}\n`;
}

/** What `docker buildx prune` prints of the records that went. The heading and the first row share their columns, the others stand alone. */
export function prunedTable(records: readonly BuildCacheRecord[], total: number, now: number): string {
  const rows = records.map((record, index) => {
    const id = `${record.ID}${isMutable(record) ? '*' : ''}`.padEnd(40);
    return `${id}\t${String(!record.InUse).padEnd(5)}\t${index === 0 ? '\t' : ''}${byteCount(record.Size).padEnd(10)}\t${lastUsed(record, now)}\n`;
  });
  const head = rows.length === 0 ? '' : 'ID\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED\n';
  return `${head}${rows.join('')}Total:\t${byteCount(total)}\n`;
}
