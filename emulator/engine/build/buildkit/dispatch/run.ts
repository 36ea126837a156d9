import { EngineError } from '../../../error';
import type { Located, RunCommand } from '../../dockerfile/command';
import { DockerfileError } from '../../dockerfile/error';
import { hereDocument } from '../../dockerfile/here-documents';
import { proxyArguments } from '../../dockerfile/platform';
import type { RunMount, Vertex } from '../graph';
import { parseMount, type MountFlag } from '../run-mounts';
import { commit, environment, shownInstruction, stepName, type StageState } from '../stage-state';
import type { DispatchContext } from './context';
import { fill } from './context';
import { absolute, inlineDocument } from './files';

/** Where a script that came as a here-document lies while it runs. */
const scriptDirectory = '/dev/pipes';

/** The first line of a here-document, for a step's name. */
function summary(text: string): string {
  const lines = text.trim().split('\n');
  return `${lines[0] ?? ''}${lines.length > 1 ? '...' : ''}`;
}

interface Script {
  readonly words: readonly string[];
  readonly isShell: boolean;
  readonly nameSuffix: string;
  readonly document: Vertex | undefined;
}

/** What is run: the command line, or what here-documents make of it. */
function scriptOf(command: Located<RunCommand>, context: DispatchContext): Script {
  const { line, documents } = command;
  const isShell = line.form === 'shell';
  const [first] = documents;
  if (!first) return { words: line.words, isShell, nameSuffix: '', document: undefined };
  if (!isShell || line.words.length !== 1) throw new DockerfileError(`parsing produced an invalid run command: [${line.words.join(' ')}]`);
  const text = line.words[0] ?? '';
  if (!hereDocument(text))
    return { words: [`${text}${documents.map((one) => `\n${one.content}${one.name}`).join('')}`], isShell, nameSuffix: '', document: undefined };
  const nameSuffix = ` (${summary(first.content)})`;
  if (!first.content.startsWith('#!')) return { words: [first.content], isShell, nameSuffix, document: undefined };
  return { words: [`${scriptDirectory}/${first.name}`], isShell, nameSuffix, document: inlineDocument(first, first.content, 0o755, command, context) };
}

/** RUN. */
export function dispatchRun(command: Located<RunCommand>, state: StageState, context: DispatchContext): void {
  const { config } = state;
  const script = scriptOf(command, context);
  const { variables } = state;
  const sources: (Vertex | undefined)[] = [state.vertex];
  const mounts: RunMount[] = [];
  const shownVariables = new Map(variables);
  for (const text of command.mounts) {
    const flag = parseMount(text, (word) => fill(word, state, command, context).text);
    mounts.push(mountOf(flag, state, context, sources));
    if (flag.type === 'secret' && flag.env !== undefined) shownVariables.set(flag.env, '****');
  }
  if (script.document) {
    mounts.push({ ...plainMount, type: 'bind', target: scriptDirectory, source: sources.push(script.document) - 1 });
  }
  const network = networkOf(command, context);
  const insecure = command.security === 'insecure';
  if (insecure && !context.allow.has('security.insecure')) throw new EngineError('invalid parameter', 'failed to load LLB: security.insecure is not allowed');
  if (network === 'host' && !context.allow.has('network.host')) throw new EngineError('invalid parameter', 'failed to load LLB: network.host is not allowed');
  if (!script.isShell && script.words.length === 0) throw new EngineError('invalid parameter', 'failed to marshal LLB definition: arguments are required');
  const argv = script.isShell ? [...(config.Shell ?? ['/bin/sh', '-c']), script.words.join(' ')] : [...script.words];
  const known = environment(config);
  const declared = [...new Map(state.args.map(({ key, value }) => [key, value] as const))];
  const args = declared.map(([key, value]) => `${key}=${value ?? ''}`);
  const visible = declared.flatMap(([key, value]) => (value === undefined || known.has(key) ? [] : [`${key}=${value}`]));
  const hiddenEnv = Object.entries(context.buildArguments).flatMap(([key, value]) =>
    proxyArguments.has(key) && value !== null && !known.has(key) ? [`${key}=${value}`] : [],
  );
  const env = [...visible, ...[...known].map(([key, value]) => `${key}=${variables.get(key) ?? value}`)];
  const cwd = config.WorkingDir || '/';
  const user = config.User ?? '';
  const name = stepName(state, shownInstruction(command.original, shownVariables, context.dockerfile.escape, 'raw') + script.nameSuffix);
  const operation = { argv, env, hiddenEnv, user, cwd, network, insecure, mounts, extraHosts: context.extraHosts };
  const definition = JSON.stringify([
    argv,
    env,
    user,
    cwd,
    network,
    insecure,
    mounts.map(({ source, ...mount }) => ({ ...mount, hasSource: source !== undefined })),
    context.extraHosts,
  ]);
  state.vertex = context.graph.vertex({
    operation: { kind: 'run', run: operation },
    name,
    sources,
    definition,
    lines: command.lines,
    ignoreCache: context.noCache(state.planned.stage.name),
  });
  const prefix = args.length > 0 ? `|${args.length} ${args.join(' ')} ` : '';
  commit(state, `RUN ${prefix}${argv.join(' ')}`, state.vertex);
}

function networkOf(command: Located<RunCommand>, context: DispatchContext): 'default' | 'none' | 'host' {
  const asked = command.network ?? (context.networkMode || 'default');
  if (asked === 'default' || asked === 'none' || asked === 'host') return asked;
  throw new EngineError(
    'invalid parameter',
    `network mode ${JSON.stringify(asked)} not supported by buildkit. You can define a custom network for your builder using the network driver-opt in buildx create.`,
  );
}

const plainMount: RunMount = {
  type: 'bind',
  target: '',
  source: undefined,
  path: '/',
  readOnly: true,
  id: '',
  sharing: 'shared',
  required: false,
  mode: undefined,
  uid: 0,
  gid: 0,
  env: undefined,
  sizeBytes: 0,
};

function mountOf(flag: MountFlag, state: StageState, context: DispatchContext, sources: (Vertex | undefined)[]): RunMount {
  const target = flag.target === '' ? '' : absolute(flag.target, state.config.WorkingDir || '/').replace(/(.)\/$/, '$1');
  const base: RunMount = {
    ...plainMount,
    type: flag.type,
    target,
    readOnly: flag.readOnly,
    id: flag.id,
    sharing: flag.sharing,
    required: flag.required,
    mode: flag.mode,
    uid: flag.uid,
    gid: flag.gid,
    env: flag.env,
    sizeBytes: flag.sizeBytes,
  };
  if (flag.type === 'secret') {
    if (flag.id === '') throw new DockerfileError('one of source, target required');
    if (flag.required && !context.secrets.has(flag.id)) return { ...base, target: target || `/run/secrets/${flag.id}` };
    return { ...base, target: target || `/run/secrets/${flag.id}` };
  }
  if (flag.type === 'cache') return { ...base, id: flag.id || target, ...sourceOf(flag, state, context, sources) };
  if (flag.type === 'bind') return { ...base, ...sourceOf(flag, state, context, sources), path: flag.source || '/' };
  return base;
}

function sourceOf(flag: MountFlag, state: StageState, context: DispatchContext, sources: (Vertex | undefined)[]): { source: number | undefined; path: string } {
  if (flag.from === undefined && flag.type === 'cache') return { source: undefined, path: '/' };
  const origin = flag.from === undefined ? undefined : state.planned.origins.get(flag.from);
  if (origin?.kind === 'invalid') throw new DockerfileError(origin.message);
  const vertex = origin ? context.origin(origin) : context.context();
  return { source: sources.push(vertex) - 1, path: flag.source || '/' };
}
