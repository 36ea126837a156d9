/** The options of `set -o`, with their letters, in the order of bash's list. */
export const setOptions = [
  ['allexport', 'a'],
  ['braceexpand', 'B'],
  ['emacs', undefined],
  ['errexit', 'e'],
  ['errtrace', 'E'],
  ['functrace', 'T'],
  ['hashall', 'h'],
  ['histexpand', 'H'],
  ['history', undefined],
  ['ignoreeof', undefined],
  ['interactive-comments', undefined],
  ['keyword', 'k'],
  ['monitor', 'm'],
  ['noclobber', 'C'],
  ['noexec', 'n'],
  ['noglob', 'f'],
  ['nolog', undefined],
  ['notify', 'b'],
  ['nounset', 'u'],
  ['onecmd', 't'],
  ['physical', 'P'],
  ['pipefail', undefined],
  ['posix', undefined],
  ['privileged', 'p'],
  ['verbose', 'v'],
  ['vi', undefined],
  ['xtrace', 'x'],
] as const;
export type SetOption = (typeof setOptions)[number][0];

/** Whether `name` is one of {@link setOptions}. */
export function isSetOption(name: string): name is SetOption {
  return setOptions.some(([option]) => option === name);
}

/** The options of `shopt`, with bash 5.2's defaults for a shell that is not interactive. */
export const shellOptionDefaults = {
  autocd: false,
  assoc_expand_once: false,
  cdable_vars: false,
  cdspell: false,
  checkhash: false,
  checkjobs: false,
  checkwinsize: true,
  cmdhist: true,
  compat31: false,
  compat32: false,
  compat40: false,
  compat41: false,
  compat42: false,
  compat43: false,
  compat44: false,
  complete_fullquote: true,
  direxpand: false,
  dirspell: false,
  dotglob: false,
  execfail: false,
  expand_aliases: false,
  extdebug: false,
  extglob: false,
  extquote: true,
  failglob: false,
  force_fignore: true,
  globasciiranges: true,
  globskipdots: true,
  globstar: false,
  gnu_errfmt: false,
  histappend: false,
  histreedit: false,
  histverify: false,
  hostcomplete: true,
  huponexit: false,
  inherit_errexit: false,
  interactive_comments: true,
  lastpipe: false,
  lithist: false,
  localvar_inherit: false,
  localvar_unset: false,
  login_shell: false,
  mailwarn: false,
  no_empty_cmd_completion: false,
  nocaseglob: false,
  nocasematch: false,
  noexpand_translation: false,
  nullglob: false,
  patsub_replacement: true,
  progcomp: true,
  progcomp_alias: false,
  promptvars: true,
  restricted_shell: false,
  shift_verbose: false,
  sourcepath: true,
  varredir_close: false,
  xpg_echo: false,
} as const;
export type ShellOption = keyof typeof shellOptionDefaults;

export function isShellOption(name: string): name is ShellOption {
  return Object.hasOwn(shellOptionDefaults, name);
}

/** All switches of one shell. */
export class Options {
  private readonly on = new Set<SetOption>(['braceexpand', 'hashall', 'interactive-comments']);
  private readonly shopt: Record<ShellOption, boolean> = { ...shellOptionDefaults };

  has(option: SetOption): boolean {
    return this.on.has(option);
  }
  set(option: SetOption, value: boolean): void {
    if (value) this.on.add(option);
    else this.on.delete(option);
    if (value && option === 'vi') this.on.delete('emacs');
    if (value && option === 'emacs') this.on.delete('vi');
  }
  shell(option: ShellOption): boolean {
    return this.shopt[option];
  }
  setShell(option: ShellOption, value: boolean): void {
    this.shopt[option] = value;
  }
  /** `$-`, without the letters that are no options (`c`, `i`, `s`). */
  letters(): string {
    return setOptions
      .map(([option, letter]) => (letter && this.on.has(option) ? letter : ''))
      .join('')
      .split('')
      .sort((a, b) => order(a) - order(b))
      .join('');
  }
  clone(): Options {
    const copy = new Options();
    copy.on.clear();
    for (const option of this.on) copy.on.add(option);
    Object.assign(copy.shopt, this.shopt);
    return copy;
  }
}

/** bash lists lower-case flags first, each case in alphabetical order. */
function order(letter: string): number {
  const code = letter.charCodeAt(0);
  return code >= 97 ? code - 97 : code;
}
