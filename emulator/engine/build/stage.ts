import type { ContainerDefaults, Digest, ImageHistory } from '../image/types';
import { applyChanges } from '../image/apply-changes';
import { EngineError } from '../error';
import type { TarEntry } from '../../vfs/tar/tar-entry';
import { packPath } from '../../vfs/tar/pack-tree';
import type { Instruction } from './dockerfile';
import { checksum, select, type BuildContext } from './context';
import { substitute } from './variables';
import type { Workspace } from './workspace';

/** What a stage of a build has come to. */
export interface StageState {
  config: ContainerDefaults;
  stack: Digest[];
  history: ImageHistory[];
  /** ARGs in force here. */
  args: Map<string, string>;
}

/** One step as it is carried out. */
export interface StepContext {
  readonly workspace: Workspace;
  readonly context: BuildContext;
  readonly noCache: boolean;
  readonly network: string;
  readonly created: () => string;
  /** The layers of another stage, or of an image. */
  stageNamed(name: string): Promise<readonly Digest[]>;
  output(bytes: Uint8Array): void;
  /** A container runs for this step. */
  started(id: string): void;
}

/** Instructions that make a layer: those that change files. */
export const changesFiles = (name: string) => ['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(name);

const shellOf = (config: ContainerDefaults) => config.Shell ?? ['/bin/sh', '-c'];

function variables(state: StageState): Map<string, string> {
  const all = new Map(state.args);
  for (const entry of state.config.Env ?? []) all.set(entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1));
  return all;
}

/** Carries an instruction out on `state`. Returns whether it came from the cache. Throws `EngineError`. */
export async function carryOut(instruction: Instruction, state: StageState, step: StepContext, buildkit: boolean): Promise<boolean> {
  const { name, text, list } = instruction;
  const filled = () => substitute(text, variables(state));
  const note = (command: string, empty: boolean) => state.history.push({ created: step.created(), created_by: command, ...(buildkit ? { comment: 'buildkit.dockerfile.v0' } : {}), ...(empty ? { empty_layer: true } : {}) });
  const suffix = buildkit ? ' # buildkit' : '';
  switch (name) {
    case 'RUN':
      return await run(instruction, state, step, note, suffix);
    case 'COPY':
    case 'ADD':
      return await copy(instruction, state, step, note, suffix);
    case 'WORKDIR': {
      const wanted = filled();
      state.config.WorkingDir = wanted.startsWith('/') ? wanted : `${state.config.WorkingDir || ''}/${wanted}`;
      const { WorkingDir: path } = state.config;
      const there = step.workspace.look(state.stack, (files) => files.exists(path));
      if (there) {
        note(buildkit ? `WORKDIR ${path}` : `/bin/sh -c #(nop) WORKDIR ${path}`, !buildkit);
        return !buildkit;
      }
      const hit = await layered(state, step, `WORKDIR ${path}`, () => step.workspace.makeDirectory(state.stack, path));
      note(buildkit ? `WORKDIR ${path}` : `/bin/sh -c #(nop) WORKDIR ${path}`, false);
      return hit;
    }
    case 'ARG': {
      const [key = '', value] = [filled().split('=')[0], filled().includes('=') ? filled().slice(filled().indexOf('=') + 1) : undefined];
      if (!state.args.has(key) && value !== undefined) state.args.set(key, value.replaceAll(/^["']|["']$/g, ''));
      note(`ARG ${text}`, true);
      return true;
    }
    case 'MAINTAINER':
      note(`MAINTAINER ${text}`, true);
      return true;
    case 'HEALTHCHECK':
      state.config.Healthcheck = healthcheck(instruction);
      note(`HEALTHCHECK ${text}`, true);
      return true;
    case 'CMD':
    case 'ENTRYPOINT': {
      const command = list ? [...list] : [...shellOf(state.config), text];
      if (name === 'CMD') state.config.Cmd = command;
      else {
        state.config.Entrypoint = command;
        state.config.Cmd = null;
      }
      const shown = command.map((word) => JSON.stringify(word)).join(buildkit ? ' ' : ' ');
      note(buildkit ? `${name} [${shown}]` : `/bin/sh -c #(nop)  ${name} [${shown}]`, true);
      return true;
    }
    default: {
      const value = name === 'ONBUILD' ? text : filled();
      state.config = applyChanges(state.config, [`${name} ${value}`]);
      note(buildkit ? `${name} ${value}` : `/bin/sh -c #(nop)  ${name} ${value}`, true);
      return true;
    }
  }
}

/** Puts a layer on the stack: the one from before when the step is known, else what `make` makes. */
async function layered(state: StageState, step: StepContext, key: string, make: () => Promise<Digest>): Promise<boolean> {
  const known = step.noCache ? undefined : step.workspace.cached(state.stack, key);
  const diff = known ?? (await make());
  if (known === undefined) step.workspace.remember(state.stack, key, diff);
  state.stack = [...state.stack, diff];
  return known !== undefined;
}

type Note = (command: string, empty: boolean) => void;

async function run(instruction: Instruction, state: StageState, step: StepContext, note: Note, suffix: string): Promise<boolean> {
  const { config } = state;
  const script = instruction.documents.length > 0 ? (instruction.text.trim() === `<<${instruction.documents[0]?.name}` ? (instruction.documents[0]?.content ?? '') : `${instruction.text}\n${instruction.documents.map((one) => `${one.content}${one.name}\n`).join('')}`) : instruction.text;
  const argv = instruction.list ? [...instruction.list] : [...shellOf(config), script];
  const args = [...state.args].map(([name, value]) => `${name}=${value}`);
  const env = [...args, ...(config.Env?.length ? config.Env : ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'])];
  const used = args.length > 0 ? `|${args.length} ${args.join(' ')} ` : '';
  const key = `RUN ${used}${argv.join('\0')} ${config.User ?? ''} ${config.WorkingDir ?? ''} ${(config.Env ?? []).join('\0')}`;
  const hit = await layered(state, step, key, () => step.workspace.run(state.stack, { argv, env, user: config.User ?? '', cwd: config.WorkingDir || '/', network: instruction.flags.find((flag) => flag.name === 'network')?.value ?? step.network, output: step.output }, step.started));
  note(suffix === '' ? `${used}${argv.join(' ')}` : `RUN ${used}${argv.join(' ')}${suffix}`, false);
  return hit;
}

async function copy(instruction: Instruction, state: StageState, step: StepContext, note: Note, suffix: string): Promise<boolean> {
  const filledText = substitute(instruction.text, variables(state));
  const words = [...(instruction.list?.map((word) => substitute(word, variables(state))) ?? filledText.split(/\s+/))];
  const target = words.pop() ?? '';
  if (words.length === 0) throw new EngineError('invalid parameter', `${instruction.name} requires at least two arguments, but only one was provided. Destination could not be determined`);
  const flag = (name: string) => instruction.flags.find((one) => one.name === name)?.value;
  const base = target.startsWith('/') ? target : `${state.config.WorkingDir || ''}/${target}`;
  const from = flag('from');
  const source = from === undefined ? step.context : await otherStage(step, from);
  const owner = ownerOf(step, state, flag('chown'));
  const mode = flag('chmod') === undefined ? undefined : Number.parseInt(flag('chmod') ?? '0', 8);
  const picked = words.flatMap((word) => {
    const document = instruction.documents.find((one) => word === `<<${one.name}` || word === `<<-${one.name}`);
    if (document) return [{ path: document.name, single: true, entry: { name: document.name, kind: 'file' as const, mode: 0o644, uid: 0, gid: 0, modified: 0, content: new TextEncoder().encode(document.content) } }];
    if (/^(https?|git):/.test(word)) throw new EngineError('system', `failed to load cache key: Get "${word}": dial tcp: lookup ${word.replace(/^\w+:\/\//, '').split(/[/:]/)[0]} on 10.0.2.3:53: no such host`);
    const chosen = select(source, word);
    return chosen.map((one) => ({ ...one, single: chosen.length === 1 && one.entry.kind !== 'directory' && !/[*?[]/.test(word) }));
  });
  const intoDirectory = target.endsWith('/') || words.length > 1 || target === '.' || !picked.some((one) => one.single) || step.workspace.look(state.stack, (files) => files.exists(base) && files.stat(base).kind === 'directory');
  if (words.length > 1 && !target.endsWith('/') && target !== '.') throw new EngineError('invalid parameter', `When using ${instruction.name} with more than one source file, the destination must be a directory and end with a /`);
  const clean = base.replace(/\/+$/, '').replaceAll(/\/\.(?=\/|$)/g, '');
  const entries: TarEntry[] = picked.map(({ entry, path }) => ({ ...entry, ...owner, ...(mode === undefined || entry.kind === 'directory' ? {} : { mode }), name: (intoDirectory ? `${clean}/${path}` : clean).replace(/^\/+/, '') }));
  const sum = checksum(picked);
  const key = `${instruction.name} ${sum} ${base} ${owner.uid}:${owner.gid} ${mode ?? ''}`;
  const root: TarEntry[] = intoDirectory && clean !== '' ? [{ name: clean.replace(/^\/+/, ''), kind: 'directory', mode: 0o755, uid: 0, gid: 0, modified: Date.parse(step.created()) }] : [];
  const there = root.length > 0 && step.workspace.look(state.stack, (files) => files.exists(clean));
  const hit = await layered(state, step, key, () => step.workspace.write(state.stack, [...(there ? [] : root), ...entries]));
  note(suffix === '' ? `/bin/sh -c #(nop) ${instruction.name} ${picked.length === 1 ? 'file' : 'dir'}:${sum}${sum} in ${base} ` : `${instruction.original}${suffix}`, false);
  return hit;
}

async function otherStage(step: StepContext, name: string): Promise<BuildContext> {
  const stack = await step.stageNamed(name);
  return step.workspace.look(stack, (files) => new Map([...packPath(files, '/')].map((entry) => [entry.name.replace(/^(\.?\/)+/, ''), entry])));
}

function ownerOf(step: StepContext, state: StageState, text: string | undefined): { uid: number; gid: number } {
  if (text === undefined) return { uid: 0, gid: 0 };
  const [user = '0', group = user] = text.split(':');
  const id = (path: string, name: string) => {
    if (/^\d+$/.test(name)) return Number(name);
    const line = step.workspace.look(state.stack, (files) => (files.exists(path) ? files.readText(path).split('\n').find((one) => one.startsWith(`${name}:`)) : undefined));
    if (line === undefined) throw new EngineError('system', `unable to convert uid/gid chown string to host mapping: can't find uid for user ${name}: no such user: ${name}`);
    return Number(line.split(':')[2]);
  };
  return { uid: id('/etc/passwd', user), gid: id('/etc/group', group) };
}

function healthcheck({ text, flags }: Instruction): NonNullable<ContainerDefaults['Healthcheck']> {
  if (/^none$/i.test(text)) return { Test: ['NONE'] };
  const command = text.replace(/^CMD\s+/i, '');
  const list = command.startsWith('[') ? (JSON.parse(command) as string[]) : undefined;
  const duration = (name: string) => {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(flags.find((flag) => flag.name === name)?.value ?? '');
    return match ? Number(match[1]) * { ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 }[match[2] as 's'] : undefined;
  };
  const settings = { Interval: duration('interval'), Timeout: duration('timeout'), StartPeriod: duration('start-period'), Retries: Number(flags.find((flag) => flag.name === 'retries')?.value ?? 0) || undefined };
  return { Test: list ? ['CMD', ...list] : ['CMD-SHELL', command], ...Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) };
}
