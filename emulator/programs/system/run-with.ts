/** Programs that start another in some way: time, setsid, nsenter. */
import { exitCodeOf } from '../../process/exit-code';
import type { Namespaces, SpawnRequest } from '../../process/types';
import { become } from '../command-line/become';
import { findExecutable } from '../command-line/find-executable';
import { createTool, UsageError, type Flavour, type Tool } from '../command-line/tool';

async function statusOf<Key extends string>(tool: Tool<Key>, pid: number): Promise<number> {
  const status = (await tool.process.wait(pid))?.status;
  return exitCodeOf(status);
}

/** `time` as a program (the shell has its own word of that name). */
export const createTime = (flavour: Flavour) =>
  createTool(
    {
      name: 'time',
      options: { portable: 'p,portability', verbose: 'v,verbose', format: 'f,format=', output: 'o,output=' },
      help: 'Usage: time [-apvV] [-f format] [-o file] [--append] [--verbose]\n       [--portability] [--format=format] [--output=file] [--version]\n       [--quiet] [--help] command [arg...]\n',
      stopAtOperand: true,
      usageCode: 125,
      async run(tool) {
        const { process } = tool;
        const [name] = tool.operands;
        if (name === undefined) throw new UsageError('missing program to run');
        const path = findExecutable(process, name, process.env.get('PATH'));
        const began = process.system.clock.uptime();
        if (path === undefined) {
          await tool.complain(`cannot run ${name}: No such file or directory`);
          return 127;
        }
        const pid = await process.spawn({ path, argv: tool.operands });
        let used = 0;
        const sample = () => (used = process.info(pid)?.cpuTime ?? used);
        const code = await statusOf(tool, pid);
        sample();
        const real = (process.system.clock.uptime() - began) / 1000;
        const user = used / 1000;
        const plain = tool.options.has('portable') || flavour === 'busybox';
        const stamp = flavour === 'busybox' ? (seconds: number) => `${Math.floor(seconds / 60)}m ${(seconds % 60).toFixed(2)}s` : (seconds: number) => seconds.toFixed(2);
        await process.write(2, plain ? `real${flavour === 'busybox' ? '\t' : ' '}${stamp(real)}\nuser${flavour === 'busybox' ? '\t' : ' '}${stamp(user)}\nsys${flavour === 'busybox' ? '\t' : ' '}${stamp(0)}\n` : `${user.toFixed(2)}user 0.00system ${Math.floor(real / 60)}:${(real % 60).toFixed(2).padStart(5, '0')}elapsed ${Math.round((user / Math.max(real, 0.001)) * 100)}%CPU (0avgtext+0avgdata 2048maxresident)k\n0inputs+0outputs (0major+90minor)pagefaults 0swaps\n`);
        return code;
      },
    },
    flavour,
  );

/** `setsid`. */
export const createSetsid = (flavour: Flavour) =>
  createTool(
    {
      name: 'setsid',
      options: { controlling: 'c,ctty', fork: 'f,fork', wait: 'w,wait' },
      help: '\nUsage:\n setsid [options] <program> [arguments ...]\n\nRun a program in a new session.\n\nOptions:\n -c, --ctty     set the controlling terminal to the current one\n -f, --fork     always fork\n -w, --wait     wait program to exit, and use the same return\n',
      stopAtOperand: true,
      async run(tool) {
        const { process } = tool;
        const [name] = tool.operands;
        if (name === undefined) throw new UsageError('no command specified');
        if (process.group !== process.pid && !tool.options.has('fork')) {
          process.newSession();
          return await become(tool, tool.operands, process.env);
        }
        const path = findExecutable(process, name, process.env.get('PATH'));
        if (path === undefined) {
          await tool.complain(`failed to execute ${name}: No such file or directory`);
          return 127;
        }
        const pid = await process.spawn({ path, argv: tool.operands, newSession: true });
        return tool.options.has('wait') ? await statusOf(tool, pid) : 0;
      },
    },
    flavour,
  );

/** `nsenter`: a program in the namespaces of a process. */
export const createNsenter = (flavour: Flavour) =>
  createTool(
    {
      name: 'nsenter',
      options: { all: 'a,all', target: 't,target=', mount: 'm,mount', uts: 'u,uts', ipc: 'i,ipc', net: 'n,net', pid: 'p,pid', cgroup: 'C,cgroup', root: 'r,root', directory: 'w,wd' },
      help: '\nUsage:\n nsenter [options] [<program> [<argument>...]]\n\nRun a program with namespaces of other processes.\n\nOptions:\n -a, --all              enter all namespaces\n -t, --target <pid>     target process to get namespaces from\n -m, --mount            enter mount namespace\n -u, --uts              enter UTS namespace (hostname etc)\n -i, --ipc              enter System V IPC namespace\n -n, --net              enter network namespace\n -p, --pid              enter pid namespace\n',
      stopAtOperand: true,
      async run(tool) {
        const { process, options } = tool;
        const target = options.value('target');
        if (target === undefined) throw new UsageError('no target PID specified for --all');
        const info = process.info(Number(target));
        if (!info) return void (await tool.complain(`cannot open /proc/${target}/ns/mnt: No such file or directory`));
        if (process.credentials.uid !== 0) return void (await tool.complain('reassociate to namespaces failed: Operation not permitted'));
        const wanted = (key: 'mount' | 'uts' | 'net' | 'pid') => options.has('all') || options.has(key);
        const namespaces: Partial<Namespaces> = {
          ...(wanted('mount') ? { mount: info.namespaces.mount } : {}),
          ...(wanted('uts') ? { uts: info.namespaces.uts } : {}),
          ...(wanted('net') ? { network: info.namespaces.network } : {}),
          ...(wanted('pid') ? { pid: info.namespaces.pid } : {}),
        };
        const words = tool.operands.length > 0 ? tool.operands : [process.env.get('SHELL') ?? '/bin/sh'];
        // A mount namespace is entered at the root of the target, where its programs are.
        const inside: SpawnRequest = wanted('mount') ? { root: process.files.resolve(`/proc/${target}/root`), cwd: '/' } : {};
        try {
          const pid = await process.spawn({ program: async (child) => await become(Object.create(tool, { process: { value: child } }) as typeof tool, words, child.env), argv: words, namespaces, ...inside });
          return await statusOf(tool, pid);
        } catch (error) {
          await tool.complainOf(`failed to execute ${words[0]}`, error);
          return 127;
        }
      },
    },
    flavour,
  );
