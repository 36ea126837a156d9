import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine, type Machine } from '../../index';

let machine: Machine;

/** Runs a script as root and returns what it printed. */
async function run(script: string): Promise<string> {
  const { code, stdout, stderr } = await machine.run(script, { user: 'root' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** What redis-cli in the container `cache` prints for some lines, as on a terminal. */
const ask = (...lines: string[]) => run(`docker exec -i cache redis-cli --no-raw <<'END'\n${lines.join('\n')}\nEND`);
const waitFor = (name: string) => `until docker exec ${name} redis-cli ping 2>/dev/null | grep -q 'PONG\\|NOAUTH'; do sleep 0.02; done`;

beforeAll(async () => {
  machine = await createMachine({ seed: 'redis', instant: true });
  await run('until docker info >/dev/null 2>&1; do sleep 0.02; done; for tag in latest alpine 7.2; do docker pull -q redis:$tag; done; docker network create app');
  await run(`docker run -d --name cache --network app -v kept:/data redis; ${waitFor('cache')}`);
});

describe('redis', () => {
  it('is reached by its name from another container of its network', async () => {
    expect(await run('docker run --rm --network app redis:alpine redis-cli -h cache set greeting hello')).toBe('OK\n');
    expect(await run('docker run --rm -t --network app redis:alpine redis-cli -h cache get greeting')).toBe('"hello"\r\n');
    const { code, stderr } = await machine.run('docker run --rm redis:alpine redis-cli -p 99 ping', { user: 'root' });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'Could not connect to Redis at 127.0.0.1:99: Connection refused\n' });
  });

  it('keeps its data on the volume', async () => {
    expect(await run('docker exec cache redis-cli rpush things a b c; docker stop cache; docker logs cache | tail -3 | cut -d" " -f6-')).toMatch(/^3\ncache\n\* Saving the final RDB snapshot before exiting\.\n\* DB saved on disk\n# Redis is now ready to exit, bye bye\.\.\.\n$/);
    expect(await run(`docker rm cache; docker run -d --name cache --network app -v kept:/data redis >/dev/null; ${waitFor('cache')}; docker exec cache redis-cli lrange things 0 -1`)).toBe('cache\na\nb\nc\n');
    expect(await run("docker logs cache | grep -c 'keys loaded: 2, keys expired: 0'; docker exec cache head -c 5 dump.rdb; docker top cache -eo pid,user | tail -1 | awk '{ print $2 }'")).toBe('1\nREDIS999\n');
  });

  it('explains what it cannot do in its own words', async () => {
    expect(await ask('get', 'foo a b', 'lpush greeting x', 'incr greeting', 'set a b c', 'select 16', 'exec', 'rename none other', 'config x', 'set a b ex 0', 'auth x')).toBe(
      [
        "(error) ERR wrong number of arguments for 'get' command",
        "(error) ERR unknown command 'foo', with args beginning with: 'a' 'b' ",
        '(error) WRONGTYPE Operation against a key holding the wrong kind of value',
        '(error) ERR value is not an integer or out of range',
        '(error) ERR syntax error',
        '(error) ERR DB index is out of range',
        '(error) ERR EXEC without MULTI',
        '(error) ERR no such key',
        "(error) ERR unknown subcommand 'x'. Try CONFIG HELP.",
        "(error) ERR invalid expire time in 'set' command",
        '(error) ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
        '',
      ].join('\n'),
    );
  });

  it('has text and numbers, with or without an end', async () => {
    expect(await ask('set n 10', 'incrby n 5', 'decr n', 'append n 0', 'strlen n', 'mset a 1 b 2', 'mget a b none', 'set a x nx', 'set a y xx get', 'ttl a', 'expire a 100', 'ttl a', 'persist a', 'ttl none')).toBe(
      'OK\n(integer) 15\n(integer) 14\n(integer) 3\n(integer) 3\nOK\n1) "1"\n2) "2"\n3) (nil)\n(nil)\n"1"\n(integer) -1\n(integer) 1\n(integer) 100\n(integer) 1\n(integer) -2\n',
    );
    expect(await ask('set soon gone px 1')).toBe('OK\n');
    expect(await run('sleep 0.01; docker exec cache redis-cli exists soon')).toBe('0\n');
    expect(await ask('set text "caf\\xc3\\xa9"', 'get text')).toBe('OK\n"caf\\xc3\\xa9"\n');
    expect(await run('docker exec cache redis-cli get text')).toBe('café\n');
  });

  it('has lists, hashes, sets and sorted sets', async () => {
    expect(await ask('rpush l a b c b', 'lrem l -1 b', 'lrange l 0 -1', 'lindex l -1', 'lpop l', 'llen l', 'rpop none', 'lrange none 0 -1')).toBe('(integer) 4\n(integer) 1\n1) "a"\n2) "b"\n3) "c"\n"c"\n"a"\n(integer) 2\n(nil)\n(empty array)\n');
    expect(await ask('hset h a 1 b 2', 'hincrby h a 4', 'hgetall h', 'hmget h a x', 'hdel h a b', 'exists h')).toBe('(integer) 2\n(integer) 5\n1) "a"\n2) "5"\n3) "b"\n4) "2"\n1) "5"\n2) (nil)\n(integer) 2\n(integer) 0\n');
    expect(await ask('sadd s1 a b', 'sadd s2 b c', 'sinter s1 s2', 'sunion s1 s2', 'sismember s1 c')).toBe('(integer) 2\n(integer) 2\n1) "b"\n1) "a"\n2) "b"\n3) "c"\n(integer) 0\n');
    expect(await ask('zadd z 2 b 1 a 1.5 m', 'zincrby z 3 a', 'zrange z 0 -1 withscores', 'zrange z (1.5 +inf byscore', 'zrevrange z 0 0', 'zscore z none')).toBe('(integer) 3\n"4"\n1) "m"\n2) "1.5"\n3) "b"\n4) "2"\n5) "a"\n6) "4"\n1) "b"\n2) "a"\n1) "a"\n(nil)\n');
  });

  it('runs transactions at once, or not at all', async () => {
    expect(await ask('multi', 'set t 1', 'incr t', 'lpush t x', 'exec', 'multi', 'nonsense', 'exec', 'multi', 'set t 9', 'discard', 'get t')).toBe(
      'OK\nQUEUED\nQUEUED\nQUEUED\n1) OK\n2) (integer) 2\n3) (error) WRONGTYPE Operation against a key holding the wrong kind of value\nOK\n(error) ERR unknown command \'nonsense\', with args beginning with: \n(error) EXECABORT Transaction discarded because of previous errors.\nOK\nQUEUED\nOK\n"2"\n',
    );
  });

  it('hands messages to those who subscribed', async () => {
    await run("docker run -d --name listener --network app redis:alpine redis-cli -h cache subscribe news; until [ \"$(docker exec cache redis-cli pubsub numsub news | tail -1)\" = 1 ]; do sleep 0.02; done");
    expect(await run('docker exec cache redis-cli publish news hello; docker exec cache redis-cli publish other hello')).toBe('1\n0\n');
    expect(await run('until docker logs listener | grep -q hello; do sleep 0.02; done; docker logs listener; docker rm -f listener')).toBe('subscribe\nnews\n1\nmessage\nnews\nhello\nlistener\n');
  });

  it('speaks its protocol to whoever comes, and takes lines as one types them', async () => {
    await run(`docker run -d --name open -p 6379:6379 redis:7.2 --requirepass secret --appendonly yes; ${waitFor('open')}`);
    expect(await run("printf 'GET k\\r\\nAUTH secret\\r\\nSET k v\\r\\n*2\\r\\n$3\\r\\nGET\\r\\n$1\\r\\nk\\r\\nQUIT\\r\\n' | nc localhost 6379")).toBe('-NOAUTH Authentication required.\r\n+OK\r\n+OK\r\n$1\r\nv\r\n+OK\r\n');
    expect(await run(`docker kill open >/dev/null; docker start open >/dev/null; ${waitFor('open')}; docker exec -e REDISCLI_AUTH=secret open redis-cli get k`)).toBe('v\n');
    const { stderr } = await machine.run('docker exec open redis-cli -a wrong ping', { user: 'root' });
    expect(stderr).toBe("Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\nAUTH failed: WRONGPASS invalid username-password pair or user is disabled.\n");
  });

  it('prompts on a terminal', async () => {
    let shown = '';
    const terminal = await machine.openTerminal({ columns: 80, rows: 24, user: 'root', onData: (bytes) => void (shown += new TextDecoder().decode(bytes)), onExit: () => undefined });
    const until = async (text: string) => {
      while (!shown.includes(text)) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    terminal.write(new TextEncoder().encode('docker exec -it cache redis-cli\r'));
    await until('127.0.0.1:6379> ');
    terminal.write(new TextEncoder().encode('select 3\r'));
    await until('127.0.0.1:6379[3]> ');
    terminal.write(new TextEncoder().encode('dbsize\rmulti\r'));
    await until('127.0.0.1:6379[3](TX)> ');
    expect(shown).toContain('(integer) 0\r\n');
    terminal.write(new TextEncoder().encode('quit\r'));
  });

  it('takes a configuration file, and refuses one that is wrong', async () => {
    expect(await run(`printf 'port 7000\\nsave ""\\nmaxmemory-policy allkeys-lru\\n' > /srv/redis.conf; docker run -d --name set -v /srv/redis.conf:/etc/redis.conf redis redis-server /etc/redis.conf >/dev/null; until docker exec set redis-cli -p 7000 config get 'maxmemory-p*' 2>/dev/null; do sleep 0.02; done`)).toBe('maxmemory-policy\nallkeys-lru\n');
    const { code, stderr } = await machine.run('docker run --rm redis --bogus yes', { user: 'root' });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "\n*** FATAL CONFIG FILE ERROR (Redis) ***\nReading the configuration file, at line 2\n>>> 'bogus yes'\nBad directive or wrong number of arguments\n" });
  });

  it('ends by SHUTDOWN', async () => {
    expect(await run("docker exec cache redis-cli shutdown nosave >/dev/null 2>&1; docker wait cache; docker logs cache | tail -1 | cut -d' ' -f6-")).toBe('0\n# Redis is now ready to exit, bye bye...\n');
  });
});
