import { isSystemError } from '../../kernel/errno';
import { standardPath } from '../../shell/interpret/find-command';
import { parseSource } from '../../shell/parser/parse';
import { readAccounts } from '../../shell/state/accounts';
import { importVariable } from '../../shell/state/assign';
import type { Shell } from '../../shell/state/shell';
import { isName } from '../../shell/state/variables';

/** Fills a new shell's variables: the environment, and what bash sets by itself. */
export function initializeVariables(shell: Shell): void {
  const { process, variables } = shell;
  for (const [name, value] of process.env) {
    if (isName(name)) importVariable(name, value, shell);
    else if (/^BASH_FUNC_.*%%$/.test(name)) importFunction(shell, name.slice('BASH_FUNC_'.length, -2), value);
  }
  const account = readAccounts(process.files).find((candidate) => candidate.uid === process.credentials.uid);
  const setDefault = (name: string, value: string) => {
    if (variables.get(name) === undefined) variables.set(name, value);
  };
  const directory = variables.get('PWD');
  if (!directory || !samePlace(shell, directory)) importVariable('PWD', process.cwd, shell);
  variables.set('IFS', ' \t\n');
  variables.set('OPTIND', '1');
  variables.set('PS4', '+ ');
  variables.set('PPID', String(process.parent));
  setDefault('PATH', standardPath);
  if (shell.flavour !== 'bash') {
    shell.options.set('braceexpand', false);
    return;
  }
  if (variables.findPlain('OLDPWD') === undefined) variables.global('OLDPWD').exported = true;
  const level = Number(variables.get('SHLVL') ?? 0);
  importVariable('SHLVL', String(Number.isInteger(level) && level > 0 ? level + 1 : 1), shell);
  setDefault('HOME', account?.home ?? '/');
  setDefault('SHELL', account?.shell ?? '/bin/bash');
  setDefault('TERM', 'dumb');
  variables.set('BASH', shell.name.startsWith('/') ? shell.name : '/usr/bin/bash');
  variables.set('BASH_VERSION', shell.version);
  variables.setValue('BASH_VERSINFO', ['5', '2', '21', '1', 'release', 'x86_64-pc-linux-gnu']);
  variables.set('HOSTNAME', process.namespaces.uts.hostname);
  variables.set('HOSTTYPE', 'x86_64');
  variables.set('MACHTYPE', 'x86_64-pc-linux-gnu');
  variables.set('OSTYPE', 'linux-gnu');
  variables.set('OPTERR', '1');
  variables.set('UID', String(process.credentials.uid));
  variables.set('EUID', String(process.credentials.uid));
  for (const name of ['UID', 'EUID', 'PPID']) Object.assign(variables.global(name), { readonly: true, integer: true });
  variables.global('BASH_VERSINFO').readonly = true;
}

function samePlace(shell: Shell, directory: string): boolean {
  try {
    const here = shell.process.files.stat('.');
    const there = shell.process.files.stat(directory);
    return directory.startsWith('/') && here.inode === there.inode && here.device === there.device;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

/** A function that `export -f` put in the environment. */
function importFunction(shell: Shell, name: string, value: string): void {
  const [statement] = parseSource(`${name} ${value}`).statements;
  const definition = statement?.chain[0]?.commands[0];
  if (definition?.type !== 'function') return;
  shell.functions.set(name, definition);
  shell.functionSources.set(name, 'environment');
  shell.exportedFunctions.add(name);
}

/** What an interactive shell has besides. */
export function initializeInteractive(shell: Shell): void {
  const { variables } = shell;
  const root = shell.process.credentials.uid === 0;
  const prompts = { bash: '\\s-\\v\\$ ', dash: root ? '# ' : '$ ', ash: '\\w \\$ ' };
  if (variables.get('PS1') === undefined) variables.set('PS1', prompts[shell.flavour]);
  if (variables.get('PS2') === undefined) variables.set('PS2', '> ');
  shell.options.set('monitor', shell.process.controllingTerminal !== undefined);
  if (shell.flavour === 'dash') return;
  shell.options.set('emacs', true);
  shell.options.set('history', true);
  shell.options.set('histexpand', shell.flavour === 'bash');
  shell.options.setShell('expand_aliases', true);
  if (shell.flavour !== 'bash') return;
  const home = variables.get('HOME') ?? '';
  for (const [name, value] of [
    ['HISTFILE', `${home}/.bash_history`],
    ['HISTSIZE', '500'],
    ['HISTFILESIZE', '500'],
  ] as const)
    if (variables.get(name) === undefined) variables.set(name, value);
}
