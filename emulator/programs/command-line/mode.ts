import { kindLetters, type FileKind } from '../../vfs/types';

/** `drwxr-xr-x` as `ls -l` prints it. */
export function formatMode(kind: FileKind, mode: number): string {
  const triple = (bits: number, special: boolean, letter: string) =>
    `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${special ? (bits & 1 ? letter : letter.toUpperCase()) : bits & 1 ? 'x' : '-'}`;
  return (
    kindLetters[kind] +
    triple((mode >> 6) & 7, (mode & 0o4000) !== 0, 's') +
    triple((mode >> 3) & 7, (mode & 0o2000) !== 0, 's') +
    triple(mode & 7, (mode & 0o1000) !== 0, 't')
  );
}

/** Works out a file's new mode from its present one. */
export type ModeChange = (mode: number, isDirectory: boolean) => number;

/**
 * Reads a mode as chmod takes it: octal, or symbolic (`u+x`, `go=rX`, `a-w,u=g`). What has no `ugoa` is subject to `umask`.
 * Undefined when it is neither.
 */
export function parseMode(text: string, umask: number): ModeChange | undefined {
  if (/^[0-7]+$/.test(text)) {
    const value = Number.parseInt(text, 8);
    if (value > 0o7777) return undefined;
    // An octal mode of at most four digits leaves the set-id bits of directories alone.
    return (mode, isDirectory) => (isDirectory && text.length < 5 ? value | (mode & 0o6000) : value);
  }
  const clauses: ModeChange[] = [];
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]|[0-7]+))+)$/.exec(clause);
    if (!match) return undefined;
    const [, who = '', actions = ''] = match;
    for (const action of actions.match(/[-+=](?:[ugo](?![rwxXst])|[0-7]+|[rwxXst]*)/g) ?? []) clauses.push(readAction(who, action, umask));
  }
  return (mode, isDirectory) => clauses.reduce((now, change) => change(now, isDirectory), mode);
}

function readAction(who: string, action: string, umask: number): ModeChange {
  const operator = action[0];
  const permissions = action.slice(1);
  const everyone = who === '' || who.includes('a');
  const classes = (everyone || who.includes('u') ? 0o700 : 0) | (everyone || who.includes('g') ? 0o070 : 0) | (everyone || who.includes('o') ? 0o007 : 0);
  return (mode, isDirectory) => {
    let bits = 0;
    if (/^[ugo]$/.test(permissions)) {
      const copied = (mode >> { u: 6, g: 3, o: 0 }[permissions as 'u' | 'g' | 'o']) & 7;
      bits = copied * 0o111;
    } else {
      if (permissions.includes('r')) bits |= 0o444;
      if (permissions.includes('w')) bits |= 0o222;
      if (permissions.includes('x') || (permissions.includes('X') && (isDirectory || (mode & 0o111) !== 0))) bits |= 0o111;
    }
    bits &= classes;
    if (who === '') bits &= ~umask;
    if (permissions.includes('s')) bits |= (classes & 0o700 ? 0o4000 : 0) | (classes & 0o070 ? 0o2000 : 0);
    if (permissions.includes('t') && (everyone || classes & 0o007)) bits |= 0o1000;
    if (operator === '+') return mode | bits;
    if (operator === '-') return mode & ~bits;
    const cleared = mode & ~(classes | (everyone ? 0o1000 : 0) | (isDirectory ? 0 : (classes & 0o700 ? 0o4000 : 0) | (classes & 0o070 ? 0o2000 : 0)));
    return cleared | bits;
  };
}
