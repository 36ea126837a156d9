import { later } from '../../kernel/later';
import type { Flavour } from '../state/messages';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { wait } from '../state/step';
import { declare, exportVariable, local, readonly, typeset } from './declare';
import { echo } from './echo';
import { breakLoop, colon, continueLoop, exit, fail, logout, returnFrom, shift, succeed } from './flow';
import { alias, hash, unalias } from './names';
import { evalText, exec, source } from './run-text';
import { set, shopt } from './set-options';
import { bracket, test } from './test';
import type { Builtin, LaterBuiltin } from './types';
import { unset } from './unset';

const everyone: readonly Flavour[] = ['bash', 'dash', 'ash'];
const bashOnly: readonly Flavour[] = ['bash'];
const bashAndAsh: readonly Flavour[] = ['bash', 'ash'];

/** A builtin that no start of a shell needs. */
function loadLater(flavours: readonly Flavour[], load: () => Promise<Builtin>): LaterBuiltin {
  return { flavours, load };
}

const isBuiltin = (shell: Shell, name: string) => Object.hasOwn(builtins, name) && builtins[name]?.flavours.includes(shell.flavour) === true && !shell.disabledBuiltins.has(name);
const commands = later(async () => (await import('./command')).createCommandBuiltins(isBuiltin));
const tables = later(async () => (await import('./help')).createBuiltinTables({ builtinsOf, loadBuiltin }));
const completion = () => import('./complete');
const directory = () => import('./directory');
const history = () => import('./history');
const jobs = () => import('./jobs');
const processState = () => import('./process-state');
const mapfile = loadLater(bashOnly, async () => (await import('./mapfile')).mapfile);

/** Every command that the shell carries out itself, by name, as `help` lists them. */
export const builtins: Readonly<Record<string, Builtin | LaterBuiltin>> = {
  '.': source,
  ':': colon,
  '[': bracket,
  alias,
  bg: loadLater(everyone, async () => (await jobs()).bg),
  break: breakLoop,
  builtin: loadLater(bashOnly, async () => (await commands()).builtin),
  caller: loadLater(bashOnly, async () => (await processState()).caller),
  cd: loadLater(everyone, async () => (await directory()).cd),
  command: loadLater(everyone, async () => (await commands()).command),
  compgen: loadLater(bashOnly, async () => (await completion()).compgen),
  complete: loadLater(bashOnly, async () => (await completion()).complete),
  compopt: loadLater(bashOnly, async () => (await completion()).compopt),
  continue: continueLoop,
  declare,
  dirs: loadLater(bashOnly, async () => (await directory()).dirs),
  disown: loadLater(bashOnly, async () => (await jobs()).disown),
  echo,
  enable: loadLater(bashOnly, async () => (await tables()).enable),
  eval: evalText,
  exec,
  exit,
  export: exportVariable,
  false: fail,
  fc: loadLater(bashOnly, async () => (await history()).fc),
  fg: loadLater(everyone, async () => (await jobs()).fg),
  getopts: loadLater(everyone, async () => (await import('./getopts')).getopts),
  hash,
  help: loadLater(bashAndAsh, async () => (await tables()).help),
  history: loadLater(bashAndAsh, async () => (await history()).history),
  jobs: loadLater(everyone, async () => (await jobs()).jobs),
  kill: loadLater(everyone, async () => (await import('./kill')).kill),
  let: loadLater(bashAndAsh, async () => (await import('./let')).letNumbers),
  local,
  logout,
  mapfile,
  popd: loadLater(bashOnly, async () => (await directory()).popd),
  printf: loadLater(everyone, async () => (await import('./printf')).printf),
  pushd: loadLater(bashOnly, async () => (await directory()).pushd),
  pwd: loadLater(everyone, async () => (await directory()).pwd),
  read: loadLater(everyone, async () => (await import('./read')).read),
  readarray: mapfile,
  readonly,
  return: returnFrom,
  set,
  shift,
  shopt,
  source,
  suspend: loadLater(bashOnly, async () => (await processState()).suspend),
  test,
  times: loadLater(everyone, async () => (await processState()).times),
  trap: loadLater(everyone, async () => (await import('./trap')).trap),
  true: succeed,
  type: loadLater(everyone, async () => (await commands()).type),
  typeset,
  ulimit: loadLater(everyone, async () => (await import('./ulimit')).ulimit),
  umask: loadLater(everyone, async () => (await processState()).umask),
  unalias,
  unset,
  wait: loadLater(everyone, async () => (await jobs()).wait),
};

/** Those that this flavour of shell has, by name. */
export function builtinsOf(shell: Shell): [string, Builtin | LaterBuiltin][] {
  return Object.entries(builtins).filter(([, made]) => made.flavours.includes(shell.flavour));
}

/** Builtins that were loaded: to wait for a promise again each time would make loops slow. */
const loaded = new Map<LaterBuiltin, Builtin>();

/** A builtin with its code. */
export function* loadBuiltin(listed: Builtin | LaterBuiltin): Step<Builtin> {
  if ('run' in listed) return listed;
  const known = loaded.get(listed) ?? (yield* wait(listed.load()));
  loaded.set(listed, known);
  return known;
}

/** Builtins whose arguments can be assignments: these are neither split nor matched with files. */
export const declarationBuiltins: ReadonlySet<string> = new Set(['declare', 'typeset', 'local', 'export', 'readonly']);
