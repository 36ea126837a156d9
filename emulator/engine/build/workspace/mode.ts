/** How `--chmod` changes a mode. */
export type ModeChange = (mode: number, isDirectory: boolean) => number;

const who: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };

/** Reads `--chmod`: octal (`755`), or clauses as chmod(1) has them (`u+x,go=rX`). Undefined when it is neither. */
export function parseModeChange(text: string): ModeChange | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return () => Number.parseInt(text, 8);
  const clauses = text.split(',').map((clause) => /^([ugoa]*)([-+=])([rwxXst]*)$/.exec(clause));
  if (clauses.some((clause) => clause === null)) return undefined;
  return (mode, isDirectory) => {
    let changed = mode;
    for (const [, classes = '', operator, permissions = ''] of clauses as RegExpExecArray[]) {
      const mask = [...(classes || 'a')].reduce((sum, one) => sum | (who[one] ?? 0), 0);
      let bits = 0;
      for (const letter of permissions) {
        if (letter === 'r') bits |= 0o444;
        if (letter === 'w') bits |= 0o222;
        if (letter === 'x' || (letter === 'X' && (isDirectory || (changed & 0o111) !== 0))) bits |= 0o111;
      }
      const special = (permissions.includes('s') ? (mask & 0o700 ? 0o4000 : 0) | (mask & 0o070 ? 0o2000 : 0) : 0) | (permissions.includes('t') ? 0o1000 : 0);
      const wanted = (bits & mask) | special;
      if (operator === '+') changed |= wanted;
      else if (operator === '-') changed &= ~wanted;
      else changed = (changed & ~mask) | wanted;
    }
    return changed;
  };
}
