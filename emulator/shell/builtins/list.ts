import type { Shell } from '../state/shell';
import { createCommandBuiltins } from './command';
import { complete, compgen, compopt } from './complete';
import { declare, exportVariable, local, readonly, typeset } from './declare';
import { cd, dirs, popd, pushd, pwd } from './directory';
import { echo } from './echo';
import { breakLoop, colon, continueLoop, exit, fail, logout, returnFrom, shift, succeed } from './flow';
import { getopts } from './getopts';
import { createBuiltinTables } from './help';
import { fc, history } from './history';
import { bg, disown, fg, jobs, wait } from './jobs';
import { kill } from './kill';
import { letNumbers } from './let';
import { mapfile } from './mapfile';
import { alias, hash, unalias } from './names';
import { printf } from './printf';
import { caller, suspend, times, umask } from './process-state';
import { read } from './read';
import { evalText, exec, source } from './run-text';
import { set, shopt } from './set-options';
import { bracket, test } from './test';
import { trap } from './trap';
import type { Builtin } from './types';
import { ulimit } from './ulimit';
import { unset } from './unset';

const { type, command, builtin } = createCommandBuiltins(
  (shell, name) => Object.hasOwn(builtins, name) && builtins[name]?.flavours.includes(shell.flavour) === true && !shell.disabledBuiltins.has(name),
);
const { help, enable } = createBuiltinTables(builtinsOf);

/** Every command that the shell carries out itself, by name, as `help` lists them. */
export const builtins: Readonly<Record<string, Builtin>> = {
  '.': source,
  ':': colon,
  '[': bracket,
  alias,
  bg,
  break: breakLoop,
  builtin,
  caller,
  cd,
  command,
  compgen,
  complete,
  compopt,
  continue: continueLoop,
  declare,
  dirs,
  disown,
  echo,
  enable,
  eval: evalText,
  exec,
  exit,
  export: exportVariable,
  false: fail,
  fc,
  fg,
  getopts,
  hash,
  help,
  history,
  jobs,
  kill,
  let: letNumbers,
  local,
  logout,
  mapfile,
  popd,
  printf,
  pushd,
  pwd,
  read,
  readarray: mapfile,
  readonly,
  return: returnFrom,
  set,
  shift,
  shopt,
  source,
  suspend,
  test,
  times,
  trap,
  true: succeed,
  type,
  typeset,
  ulimit,
  umask,
  unalias,
  unset,
  wait,
};

/** Those that this flavour of shell has, by name. */
export function builtinsOf(shell: Shell): [string, Builtin][] {
  return Object.entries(builtins).filter(([, made]) => made.flavours.includes(shell.flavour));
}

/** Builtins whose arguments can be assignments: these are neither split nor matched with files. */
export const declarationBuiltins: ReadonlySet<string> = new Set(['declare', 'typeset', 'local', 'export', 'readonly']);
