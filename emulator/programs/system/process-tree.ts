/** `pstree` and `lsns`. */
import type { ProcessInfo, Program } from '../../process/types';
import { Accounts } from '../command-line/accounts';

/** `pstree`, with -p and -a. */
export const pstree: Program = async (process) => {
  const flags = process.argv.slice(1).filter((word) => word.startsWith('-')).join('');
  const wanted = process.argv.slice(1).find((word) => /^\d+$/.test(word));
  const rows = process.list();
  const withPids = flags.includes('p');
  const label = (row: ProcessInfo) => (flags.includes('a') ? (withPids ? `${row.name},${row.pid}` : row.name) + row.argv.slice(1).map((word) => ` ${word}`).join('') : withPids ? `${row.name}(${row.pid})` : row.name);
  const childrenOf = (row: ProcessInfo) => rows.filter((one) => one.parent === row.pid && one.pid !== row.pid).sort((a, b) => a.name.localeCompare(b.name) || a.pid - b.pid);
  const draw = (row: ProcessInfo, head: string, tail: string): string => {
    if (flags.includes('a')) return `${head}${label(row)}\n${childrenOf(row).map((child, index, all) => draw(child, `${tail}${index === all.length - 1 ? '  └─' : '  ├─'}`, `${tail}${index === all.length - 1 ? '    ' : '  │ '}`)).join('')}`;
    const text = label(row);
    const children = childrenOf(row);
    if (children.length === 0) return `${head}${text}\n`;
    const space = `${tail}${' '.repeat(text.length)}`;
    return children
      .map((child, index) => {
        const last = index === children.length - 1;
        if (index === 0) return draw(child, `${head}${text}${last ? '───' : '─┬─'}`, `${space}${last ? '   ' : ' │ '}`);
        return draw(child, `${space}${last ? ' └─' : ' ├─'}`, `${space}${last ? '   ' : ' │ '}`);
      })
      .join('');
  };
  const roots = wanted === undefined ? rows.filter((row) => !rows.some((one) => one.pid === row.parent)) : rows.filter((row) => row.pid === Number(wanted));
  await process.write(1, roots.slice(0, 1).map((row) => draw(row, '', '')).join(''));
  return roots.length > 0 ? 0 : 1;
};

/** `lsns`: namespaces, how many processes are in each, and the first of them. */
export const lsns: Program = async (process) => {
  const accounts = new Accounts(process.files);
  const found = new Map<string, { id: number; type: string; count: number; first: ProcessInfo }>();
  for (const row of process.list()) {
    if (process.credentials.uid !== 0 && row.credentials.uid !== process.credentials.uid) continue;
    const ids = { mnt: row.namespaces.mount.id, uts: row.namespaces.uts.id, net: row.namespaces.network.id, pid: row.namespaces.pid.id };
    for (const [type, id] of Object.entries(ids)) {
      const entry = found.get(`${type}${id}`);
      if (entry) entry.count++;
      else found.set(`${type}${id}`, { id, type, count: 1, first: row });
    }
  }
  const rows = [...found.values()].sort((a, b) => a.id - b.id);
  const user = (row: ProcessInfo) => accounts.userName(row.credentials.uid);
  const width = (column: (row: (typeof rows)[number]) => string, least: number) => Math.max(least, ...rows.map((row) => column(row).length));
  const [ids, pids, names] = [width((row) => String(row.id), 10), width((row) => String(row.first.pid), 3), width((row) => user(row.first), 4)];
  await process.write(1, `${'NS'.padStart(ids)} TYPE   NPROCS ${'PID'.padStart(pids)} ${'USER'.padEnd(names)} COMMAND\n${rows.map((row) => `${String(row.id).padStart(ids)} ${row.type.padEnd(6)} ${String(row.count).padStart(6)} ${String(row.first.pid).padStart(pids)} ${user(row.first).padEnd(names)} ${row.first.argv.join(' ')}\n`).join('')}`);
  return 0;
};
