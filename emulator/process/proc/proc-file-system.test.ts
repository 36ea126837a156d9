import { beforeAll, describe, expect, it } from 'vitest';
import { createTestKernel, type TestKernel } from '../test-kernel';
import type { Process, Program } from '../types';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await createTestKernel();
});

/** What `calls` give in the name of a process. */
async function inside<T>(calls: (process: Process) => Promise<T> | T, options: Parameters<TestKernel['run']>[1] = {}): Promise<T> {
  let value: { value: T } | { error: unknown } | undefined;
  await kernel.run(async (process) => {
    try {
      value = { value: await calls(process) };
    } catch (error) {
      value = { error };
    }
    return 0;
  }, options);
  if (!value) throw new Error('it was killed');
  if ('error' in value) throw value.error;
  return value.value;
}
const sleeper: Program = async (process) => {
  await process.sleep(60_000);
  return 0;
};

describe('/proc/PID', () => {
  it('tells a process who it is', async () => {
    await inside(
      async (process) => {
        const { files } = process;
        expect(files.readLink('/proc/self')).toBe(String(process.pid));
        expect(files.readText('/proc/self/cmdline')).toBe('prog\0-x\0two words\0');
        expect(files.readText('/proc/self/environ').split('\0')).toContain('COLOUR=blue');
        expect(files.readText('/proc/self/comm')).toBe('prog\n');
        expect(files.readLink('/proc/self/cwd')).toBe('/tmp');
        expect(files.readLink('/proc/self/root')).toBe('/');
        expect(files.readLink('/proc/self/exe')).toBe('/sbin-init');
        const status = files.readText('/proc/self/status');
        expect(status).toContain('Name:\tprog\n');
        expect(status).toContain(`\nPid:\t${process.pid}\nPPid:\t${process.parent}\n`);
        expect(status).toContain('\nUid:\t1000\t1000\t1000\t1000\n');
        expect(status).toMatch(/\nState:\tR \(running\)\n/);
        const stat = files.readText('/proc/self/stat').split(' ');
        expect(stat.slice(0, 6)).toEqual([String(process.pid), '(prog)', 'R', String(process.parent), String(process.group), String(process.session)]);
        expect(stat).toHaveLength(52);
        expect(files.readText('/proc/self/cgroup')).toBe('0::/\n');
      },
      { argv: ['prog', '-x', 'two words'], env: { COLOUR: 'blue' }, cwd: '/tmp', uid: 1000 },
    );
  });
  it('keeps environment and descriptors from other users', async () => {
    await inside(
      async ({ files }) => {
        expect(files.readText('/proc/1/cmdline')).toBe('init\0');
        expect(() => files.readText('/proc/1/environ')).toThrow('Permission denied');
        expect(() => files.readDirectory('/proc/1/fd')).toThrow('Permission denied');
        expect(() => files.readLink('/proc/1/cwd')).toThrow('Permission denied');
      },
      { uid: 1000 },
    );
  });
  it('lists descriptors with what they lead to, and opens them again', async () => {
    await inside(async (process) => {
      const { files } = process;
      files.writeFile('/tmp/data', 'hello');
      const file = await process.open('/tmp/data', { read: true });
      const [reader, writer] = process.pipe();
      expect(files.readDirectory('/proc/self/fd').map(({ name }) => name)).toEqual(['0', '1', '2', String(file), String(reader), String(writer)]);
      expect(files.readLink(`/proc/self/fd/${file}`)).toBe('/tmp/data');
      expect(files.readLink(`/proc/self/fd/${reader}`)).toMatch(/^pipe:\[\d+\]$/);
      expect(files.stat(`/dev/fd/${reader}`).kind).toBe('fifo');
      files.unlink('/tmp/data');
      expect(files.readText(`/proc/self/fd/${file}`)).toBe('hello');
      const again = await process.open(`/dev/fd/${writer}`, { write: true });
      await process.write(again, 'through the pipe');
      expect(new TextDecoder().decode(await process.read(reader))).toBe('through the pipe');
    });
  });
  it('writes to standard output by /dev/stdout', async () => {
    const { stdout } = await kernel.run(async (process) => {
      const out = await process.open('/dev/stdout', { write: true, truncate: true });
      await process.write(out, 'hi\n');
      return 0;
    });
    expect(stdout).toBe('hi\n');
  });
  it('shows zombies until they are waited for, and nothing after', async () => {
    await inside(async (process) => {
      const pid = await process.spawn({ program: () => 0 });
      await process.sleep(2);
      expect(process.files.readText(`/proc/${pid}/status`)).toContain('State:\tZ (zombie)');
      expect(process.files.readText(`/proc/${pid}/cmdline`)).toBe('');
      await process.wait(pid);
      expect(process.files.exists(`/proc/${pid}`)).toBe(false);
    });
  });
  it('shows a container its own processes by its own numbers, and the host all of them', async () => {
    await inside(async (process) => {
      let seen: string[] = [];
      let mine = '';
      const init: Program = async (own) => {
        const child = await own.spawn({ program: sleeper });
        seen = own.files
          .readDirectory('/proc')
          .map(({ name }) => name)
          .filter((name) => /^\d/.test(name));
        mine = own.files.readLink('/proc/self');
        own.kill(child, 'SIGKILL');
        expect(own.files.readText('/proc/self/status')).toMatch(/\nNSpid:\t1\n/);
        await own.sleep(60_000);
        return 0;
      };
      const pid = await process.spawn({ program: init, namespaces: { pid: 'new' } });
      await process.sleep(5);
      expect(seen).toEqual(['1', '2']);
      expect(mine).toBe('1');
      expect(process.files.readText(`/proc/${pid}/status`)).toContain(`\nNSpid:\t${pid}\t1\n`);
      process.kill(pid, 'SIGKILL');
    });
  });
  it('shows mounts as the process sees them', async () => {
    await inside(({ files }) => {
      const mounts = files.readText('/proc/self/mounts').split('\n');
      expect(mounts).toContain('/dev/vda1 / ext4 rw,relatime 0 0');
      expect(mounts).toContain('proc /proc proc rw,relatime 0 0');
      expect(files.readText('/proc/self/mountinfo')).toMatch(/^\d+ \d+ \d+:\d+ \/ \/proc rw,relatime - proc proc rw$/m);
    });
  });
});

describe('/proc of the machine', () => {
  it('has the files that programs look for, in their format', async () => {
    await inside(({ files }) => {
      expect(files.readText('/proc/version')).toMatch(/^Linux version 6\.8\.0 \(/);
      expect(files.readText('/proc/uptime')).toMatch(/^\d+\.\d\d \d+\.\d\d\n$/);
      expect(files.readText('/proc/loadavg')).toMatch(/^\d\.\d\d \d\.\d\d \d\.\d\d \d+\/\d+ \d+\n$/);
      expect(files.readText('/proc/meminfo')).toMatch(/^MemTotal: {8}4194304 kB\nMemFree: +\d+ kB\nMemAvailable: +\d+ kB\n/);
      expect(files.readText('/proc/cpuinfo').match(/^processor/gm)).toHaveLength(2);
      expect(files.readText('/proc/filesystems')).toContain('nodev\toverlay\n');
      expect(files.readText('/proc/stat')).toMatch(/^cpu {2}\d+ 0 0 \d+/);
    });
  });
  it('keeps settings, for root to change', async () => {
    await inside(({ files, namespaces }) => {
      expect(files.readText('/proc/sys/kernel/hostname')).toBe('test\n');
      files.writeFile('/proc/sys/kernel/hostname', 'other\n');
      expect(namespaces.uts.hostname).toBe('other');
      files.writeFile('/proc/sys/vm/swappiness', '10\n');
      expect(files.readText('/proc/sys/vm/swappiness')).toBe('10\n');
      expect(() => files.writeFile('/proc/sys/vm/swappiness', 'much\n')).toThrow('Invalid argument');
      expect(files.readDirectory('/proc/sys').map(({ name }) => name)).toEqual(expect.arrayContaining(['fs', 'kernel', 'net', 'vm']));
    });
    await expect(inside(({ files }) => files.writeFile('/proc/sys/vm/swappiness', '1\n'), { uid: 1000 })).rejects.toThrow('Permission denied');
  });
});

describe('/sys/fs/cgroup', () => {
  it('makes groups, moves processes, limits their number', async () => {
    await inside(async (process) => {
      const { files } = process;
      files.makeDirectory('/sys/fs/cgroup/box');
      expect(files.readText('/sys/fs/cgroup/box/pids.max')).toBe('max\n');
      files.writeFile('/sys/fs/cgroup/box/pids.max', '2\n');
      files.writeFile('/sys/fs/cgroup/box/cgroup.procs', '0\n');
      expect(files.readText('/proc/self/cgroup')).toBe('0::/box\n');
      const child = await process.spawn({ program: sleeper });
      expect(files.readText('/sys/fs/cgroup/box/cgroup.procs')).toBe(`${process.pid}\n${child}\n`);
      await expect(process.spawn({ program: sleeper })).rejects.toMatchObject({ errno: 'EAGAIN' });
      expect(() => files.removeDirectory('/sys/fs/cgroup/box')).toThrow('Device or resource busy');
      process.kill(child, 'SIGKILL');
      await process.wait(child);
      files.writeFile('/sys/fs/cgroup/cgroup.procs', '0\n');
      files.removeDirectory('/sys/fs/cgroup/box');
      expect(files.exists('/sys/fs/cgroup/box')).toBe(false);
    });
  });
  it('shows a container its own group as the root, with its limits', async () => {
    await inside(async (process) => {
      let limit = '';
      let own = '';
      const controlGroup = { path: '/system.slice/docker-1.scope', memoryMax: 64 * 1024 * 1024, oomKills: 0, frozen: false };
      const init: Program = ({ files }) => {
        limit = files.readText('/sys/fs/cgroup/memory.max');
        own = files.readText('/proc/self/cgroup');
        return 0;
      };
      const pid = await process.spawn({ program: init, namespaces: { pid: 'new' }, controlGroup });
      expect(process.files.readText(`/proc/${pid}/cgroup`)).toBe('0::/system.slice/docker-1.scope\n');
      expect(process.files.readText('/sys/fs/cgroup/system.slice/docker-1.scope/memory.max')).toBe('67108864\n');
      await process.wait(pid);
      expect([limit, own]).toEqual(['67108864\n', '0::/\n']);
      expect(process.files.exists('/sys/fs/cgroup/system.slice')).toBe(false);
    });
  });
});
