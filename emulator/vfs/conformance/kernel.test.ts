import { describe, expect, it } from 'vitest';
import { decode, encode, noBytes } from '../../kernel/bytes';
import { createFakeClock } from '../../kernel/clock';
import { SystemError } from '../../kernel/errno';
import { createFileCalls } from '../file-calls';
import { createMemoryFileSystem } from '../memory-file-system';
import { createMountNamespace } from '../mount-namespace';
import { again, type OpenFile } from '../open-file';
import { createOverlay } from '../overlay-file-system';
import type { Attributes, FileCalls } from '../types';
import recordings from './kernel-recordings.json';

/*
 * File calls at random, by several users, on a tmpfs and on an overlay of two layers, with what Linux 6.18 answered to each
 * (errno, or what came back) and what it left in the upper layer. See record-kernel.py.
 */

interface Item {
  path: string;
  kind: string;
  mode?: number;
  uid?: number;
  gid?: number;
  text?: string;
  target?: string;
  to?: string;
  opaque?: boolean;
}
interface Step {
  call: string;
  user: number;
  umask: number;
  args: never[];
  errno?: string;
  value?: unknown;
}
interface Scenario {
  mode: string;
  layers: Item[][];
  steps: Step[];
  upper?: unknown;
}

const opaque = 'trusted.overlay.opaque';
const whiteout = { kind: 'character', mode: 0, deviceType: { major: 0, minor: 0 } } as const;

function told({ kind, mode, uid, gid, links, size }: Attributes) {
  return { kind, mode, uid, gid, links, size: kind === 'file' || kind === 'symlink' ? size : 0 };
}

function readOf(file: OpenFile, max: number): string {
  const bytes = file.read(max);
  return decode(bytes === again ? noBytes : bytes);
}

function tree(files: FileCalls, path: string, strip = ''): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const { name } of files.readDirectory(path)) {
    const child = `${path.replace(/\/$/, '')}/${name}`;
    const attributes = files.lstat(child);
    const { kind } = attributes;
    all[child.slice(strip.length)] = {
      ...(kind === 'character' ? { kind: 'whiteout' } : told(attributes)),
      ...(kind === 'file' && { text: files.readText(child) }),
      ...(kind === 'symlink' && { text: files.readLink(child) }),
      ...(kind === 'directory' && decode(files.getExtended(child, opaque) ?? noBytes) === 'y' && { opaque: true }),
    };
    if (kind === 'directory') Object.assign(all, tree(files, child, strip));
  }
  return all;
}

function setUp(files: FileCalls, base: string, items: readonly Item[]) {
  for (const { path, kind, mode = 0, uid = 0, gid = 0, text = '', target = '', to = '', opaque: isOpaque } of items) {
    const place = base + path;
    if (kind === 'link') files.link(base + to, place);
    else if (kind === 'whiteout') files.makeNode(place, whiteout);
    else if (kind === 'symlink') files.symlink(target, place);
    else {
      if (kind === 'directory') files.makeDirectory(place);
      else files.writeFile(place, text);
      if (isOpaque) files.setExtended(place, opaque, encode('y'));
      files.changeOwner(place, uid, gid);
      files.changeMode(place, mode);
    }
  }
}

/** One of the recorded calls, made here. */
function run(files: FileCalls, held: Map<number, OpenFile>, { call, args }: Step): unknown {
  const [a, b, c, d] = args as [never, never, never, never];
  switch (call) {
    case 'mkdir':
      return files.makeDirectory(a, { mode: b });
    case 'rmdir':
      return files.removeDirectory(a);
    case 'unlink':
      return files.unlink(a);
    case 'rename':
      return files.rename(a, b);
    case 'link':
      return files.link(a, b);
    case 'symlink':
      return files.symlink(a, b);
    case 'chmod':
      return files.changeMode(a, b);
    case 'chown':
      return files.changeOwner(a, b, c, { follow: d });
    case 'stat':
      return told(files.stat(a));
    case 'lstat':
      return told(files.lstat(a));
    case 'readlink':
      return files.readLink(a);
    case 'readdir':
      return files
        .readDirectory(a)
        .map(({ name }) => name)
        .sort();
    case 'truncate':
      return files.truncate(a, b);
    case 'access':
      try {
        return files.access(a, { read: (b & 4) !== 0, write: (b & 2) !== 0, execute: (b & 1) !== 0 });
      } catch {
        return false;
      }
    case 'mkfifo':
      return files.makeNode(a, { kind: 'fifo', mode: b });
    case 'utime':
      return files.setTimes(a, b === null ? {} : { accessed: b * 1000, modified: b * 1000 });
    case 'open': {
      const { rw, ...options } = b as { rw: string };
      const file = files.open(a, { ...options, read: rw !== 'w', write: rw !== 'r' });
      try {
        if (rw !== 'r') return void file.write(encode(c));
        return file.attributes().kind === 'directory' ? undefined : readOf(file, 1000);
      } finally {
        file.release();
      }
    }
    case 'hopen':
      return void held.set(a, files.open(b, { read: true, write: true }));
    case 'hwrite':
      return void held.get(a)?.write(encode(b));
    case 'hread': {
      const file = held.get(a);
      if (!file) return undefined;
      const position = file.seek(0, 'current');
      file.seek(0, 'start');
      const text = readOf(file, 100);
      file.seek(position, 'start');
      return text;
    }
    case 'hstat': {
      const file = held.get(a);
      return file && told(file.attributes());
    }
    case 'hclose':
      held.get(a)?.release();
      return void held.delete(a);
    case 'tree':
      return tree(files, a);
    default:
      throw new Error(`no such call: ${call}`);
  }
}

describe.each((recordings as unknown as Scenario[]).map((scenario, index) => ({ ...scenario, index })))('recorded file calls $index on $mode', (scenario) => {
  it('are answered as Linux answers them', () => {
    const clock = createFakeClock();
    const disk = createMemoryFileSystem({ type: 'tmpfs', clock, rootMode: 0o777 });
    let namespace = createMountNamespace({ fileSystem: disk, source: 'tmpfs' });
    let root = { mount: namespace.rootMount, node: namespace.rootMount.root };
    const user = { uid: 0, umask: 0 };
    const callsHere = () => {
      const [mounts, place] = [namespace, root];
      const context = () => {
        const credentials = { uid: user.uid, gid: user.uid, groups: user.uid === 1000 ? [27] : [] };
        return { namespace: mounts, root: place, cwd: place, credentials, umask: user.umask };
      };
      return createFileCalls(context, clock);
    };
    const outside = callsHere();
    if (scenario.mode === 'overlay') {
      const node = (path: string) => {
        outside.makeDirectory(path, { mode: 0o777 });
        return outside.resolve(path).node;
      };
      const lower = scenario.layers.map((_, index) => node(`/l${index}`));
      scenario.layers.forEach((items, index) => setUp(outside, `/l${index}`, items));
      namespace = createMountNamespace({ fileSystem: createOverlay({ lower, upper: node('/u'), work: node('/w'), clock }), source: 'overlay' });
      root = { mount: namespace.rootMount, node: namespace.rootMount.root };
    } else {
      setUp(outside, '', scenario.layers[0] ?? []);
    }
    const files = callsHere();
    const held = new Map<number, OpenFile>();
    scenario.steps.forEach((step, index) => {
      user.uid = step.user;
      user.umask = step.umask;
      let answer: unknown;
      try {
        answer = { value: run(files, held, step) ?? null };
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        answer = { errno: error.errno };
      }
      // Opening a fifo is not done by the file calls.
      if (JSON.stringify(answer).includes('ENXIO') || step.errno === 'ESPIPE') return;
      expect(answer, `step ${index}: ${step.call} ${JSON.stringify(step.args)} by ${step.user}`).toEqual(
        step.errno ? { errno: step.errno } : { value: step.value },
      );
    });
    user.uid = 0;
    if (scenario.mode === 'overlay') expect(tree(outside, '/u', '/u')).toEqual(scenario.upper);
  });
});
