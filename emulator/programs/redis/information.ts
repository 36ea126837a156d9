import type { Server } from './command';

const mebibytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(2)}M`;

/** What INFO says: all sections, or those asked for. */
export function information(server: Server, wanted: readonly string[]): string {
  const uptime = Math.floor((server.now() - server.started) / 1000);
  const { kernel } = server.process.system;
  const memory = 1_000_000 + server.databases.reduce((sum, database) => sum + database.keys().length * 96, 0);
  const databases = server.databases.flatMap((database, index) => {
    const count = database.keys().length;
    return count === 0 ? [] : [[`db${index}`, `keys=${count},expires=${database.expiring},avg_ttl=0,subexpiry=0`] as const];
  });
  const sections: Readonly<Record<string, readonly (readonly [string, string | number])[]>> = {
    Server: [
      ['redis_version', server.version],
      ['redis_git_sha1', '00000000'],
      ['redis_git_dirty', 0],
      ['redis_mode', 'standalone'],
      ['os', `${kernel.name} ${kernel.release} ${kernel.machine}`],
      ['arch_bits', 64],
      ['process_id', server.process.pid],
      ['run_id', server.runId],
      ['tcp_port', server.settings.get('port') ?? ''],
      ['uptime_in_seconds', uptime],
      ['uptime_in_days', Math.floor(uptime / 86_400)],
      ['executable', '/data/redis-server'],
      ['config_file', server.configFile],
    ],
    Clients: [
      ['connected_clients', server.sessions.size],
      ['maxclients', 10_000],
      ['blocked_clients', 0],
    ],
    Memory: [
      ['used_memory', memory],
      ['used_memory_human', mebibytes(memory)],
      ['maxmemory', 0],
      ['maxmemory_human', '0B'],
      ['maxmemory_policy', 'noeviction'],
    ],
    Persistence: [
      ['loading', 0],
      ['rdb_changes_since_last_save', server.changes],
      ['rdb_bgsave_in_progress', 0],
      ['rdb_last_save_time', Math.floor(server.lastSave / 1000)],
      ['rdb_last_bgsave_status', 'ok'],
      ['aof_enabled', server.settings.get('appendonly') === 'yes' ? 1 : 0],
    ],
    Stats: [
      ['total_connections_received', server.connections],
      ['total_commands_processed', server.commandsProcessed],
    ],
    Replication: [
      ['role', 'master'],
      ['connected_slaves', 0],
    ],
    Keyspace: databases,
  };
  const names = wanted.map((name) => name.toLowerCase());
  const all = names.length === 0 || names.some((name) => ['all', 'default', 'everything'].includes(name));
  return Object.entries(sections)
    .filter(([name]) => all || names.includes(name.toLowerCase()))
    .map(([name, rows]) => `# ${name}\r\n${rows.map(([key, value]) => `${key}:${value}\r\n`).join('')}`)
    .join('\r\n');
}
