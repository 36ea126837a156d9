import type { TarEntry } from '../../../../vfs/tar/tar-entry';
import { encode } from '../../../../kernel/bytes';
import type { CopyCommand, Located, WorkdirCommand } from '../../dockerfile/command';
import { DockerfileError } from '../../dockerfile/error';
import { expand } from '../../dockerfile/expand';
import { hereDocument } from '../../dockerfile/here-documents';
import type { HereDocument } from '../../dockerfile/node';
import { rules } from '../../lint/rules';
import { cleanSource } from '../../context/select';
import { isIgnored } from '../../context/pattern';
import { parseModeChange } from '../../workspace/mode';
import type { CopyOperation, Vertex } from '../graph';
import { commit, shownInstruction, stepName, type StageState } from '../stage-state';
import { fill, type DispatchContext } from './context';

/** A path from the root, of one that may be relative to the working directory; a slash at its end stays. */
export function absolute(path: string, workingDirectory: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : `${workingDirectory}/`}${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const isDirectory = /(^|\/)\.?$/.test(path) && parts.length > 0;
  return `/${parts.join('/')}${isDirectory ? '/' : ''}`;
}

const isUrl = (source: string) => /^(https?:\/\/|git@|git:\/\/|ssh:\/\/)/.test(source);

/** COPY and ADD. */
export function dispatchCopy(command: Located<CopyCommand>, state: StageState, context: DispatchContext): void {
  const word = (text: string) => fill(text, state, command, context).text;
  const names = command.sources.filter((source) => hereDocument(source) === undefined).map(word);
  const destination = word(command.destination);
  const chown = command.chown === undefined ? undefined : word(command.chown);
  const chmod = command.chmod === undefined ? undefined : word(command.chmod);
  if (chmod !== undefined && parseModeChange(chmod) === undefined) throw new DockerfileError('invalid syntax');
  const exclude = command.exclude.map(word);
  const origin = command.from === undefined ? undefined : state.planned.origins.get(command.from);
  if (origin?.kind === 'invalid') throw new DockerfileError(origin.message);
  const urls = command.name === 'ADD' ? names.filter(isUrl) : [];
  const patterns = names.filter((name) => !urls.includes(name));
  const { variables } = state;
  const shown = shownInstruction(command.original, variables, context.dockerfile.escape, 'process');
  const name = stepName(state, shown);

  const sources: (Vertex | undefined)[] = [state.vertex];
  const groups: { source: number; patterns: string[] }[] = [];
  if (patterns.length > 0) {
    const vertex = origin ? context.origin(origin) : context.context();
    if (!origin) for (const pattern of patterns) checkIgnored(pattern, command, context);
    groups.push({ source: sources.push(vertex) - 1, patterns });
  }
  for (const document of command.documents) {
    const text = document.expand ? expand(document.content, variables, { escape: context.dockerfile.escape, quotes: 'ignore' }).text : document.content;
    groups.push({ source: sources.push(inlineDocument(document, text, 0o644, command, context)) - 1, patterns: [document.name] });
  }
  const target = absolute(destination, state.config.WorkingDir || '/');
  const operation: CopyOperation = { command: { ...command, exclude }, groups, destination: target, chown, chmod, urls, keepOwners: origin !== undefined };
  const definition = JSON.stringify([command.name, groups, target, chown, chmod, urls, command.link, command.parents, exclude, command.unpack]);
  state.vertex = context.graph.vertex({
    operation: { kind: 'copy', copy: operation },
    name,
    sources,
    definition,
    lines: command.lines,
    ignoreCache: context.noCache(state.planned.stage.name),
  });
  const flags = [command.parents ? '--parents' : '', chown === undefined ? '' : `--chown=${chown}`, chmod === undefined ? '' : `--chmod=${chmod}`].filter(
    (flag) => flag !== '',
  );
  commit(state, [command.name, ...flags, ...names, ...command.documents.map((document) => `<<${document.name}`), destination].join(' '), state.vertex);
}

function checkIgnored(pattern: string, command: Located<CopyCommand>, context: DispatchContext): void {
  const path = cleanSource(pattern);
  if (path === '' || !isIgnored(path, context.ignored)) return;
  context.linter.report(
    rules.copyIgnoredFile,
    `Attempting to ${command.name === 'COPY' ? 'Copy' : 'Add'} file ${JSON.stringify(pattern)} that is excluded by .dockerignore`,
    command.lines,
  );
}

/** A here-document as a file. */
export function inlineDocument(document: HereDocument, text: string, mode: number, command: Located, context: DispatchContext): Vertex {
  const entry: TarEntry = { name: document.name, kind: 'file', mode, uid: 0, gid: 0, modified: context.now, content: encode(text) };
  return context.graph.vertex({
    operation: { kind: 'inline', files: new Map([[document.name, entry]]) },
    name: '[internal] preparing inline document',
    definition: JSON.stringify([document.name, mode, text]),
    lines: command.lines,
  });
}

/** WORKDIR. */
export function dispatchWorkdir(command: Located<WorkdirCommand>, state: StageState, context: DispatchContext): void {
  const path = fill(command.value, state, command, context).text;
  const { variables } = state;
  if (!path.startsWith('/') && !state.workdirSet) {
    context.linter.report(
      rules.workdirRelativePath,
      `Relative workdir ${JSON.stringify(path)} can have unexpected results if the base image changes`,
      command.lines,
    );
  }
  state.workdirSet = true;
  const directory = absolute(path, state.config.WorkingDir || '/').replace(/(.)\/$/, '$1');
  state.config.WorkingDir = directory;
  if (directory === '/') {
    commit(state, `WORKDIR ${directory}`);
    return;
  }
  const name = stepName(state, shownInstruction(command.original, variables, context.dockerfile.escape, 'process'));
  state.vertex = context.graph.vertex({
    operation: { kind: 'directory', path: directory, user: state.config.User ?? '' },
    name,
    sources: [state.vertex],
    definition: JSON.stringify([directory, state.config.User ?? '']),
    lines: command.lines,
  });
  commit(state, `WORKDIR ${directory}`, state.vertex);
}
