import { readAccounts } from '../state/accounts';
import type { Shell } from '../state/shell';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number) => String(number).padStart(2, '0');

/** The backslash escapes of PS1. `\[` and `\]` become \x01 and \x02, as readline has them; what `\w` and `\h` give is protected from `$`. */
export function expandPrompt(text: string, shell: Shell): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (letter !== '\\' || at === text.length - 1) {
      result += letter;
      continue;
    }
    const next = text[++at] as string;
    const octal = /^[0-7]{3}/.exec(text.slice(at))?.[0];
    if (octal) {
      result += String.fromCharCode(parseInt(octal, 8));
      at += 2;
      continue;
    }
    if (next === 'D' && text[at + 1] === '{') {
      const end = text.indexOf('}', at);
      if (end > 0) {
        result += formatTime(text.slice(at + 2, end) || '%X', shell.now());
        at = end;
        continue;
      }
    }
    result += escape(next, shell);
  }
  return result;
}

function escape(letter: string, shell: Shell): string {
  const { process } = shell;
  const protect = (text: string) => text.replace(/[\\$`]/g, '\\$&');
  const date = shell.now();
  switch (letter) {
    case 'a':
      return '\x07';
    case 'e':
      return '\x1b';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case '[':
      return '\x01';
    case ']':
      return '\x02';
    case '\\':
      return '\\\\';
    case '$':
      return process.credentials.uid === 0 ? '#' : '\\$';
    case 'u':
      return protect(userName(shell));
    case 'h':
      return protect(process.namespaces.uts.hostname.split('.')[0] ?? '');
    case 'H':
      return protect(process.namespaces.uts.hostname);
    case 'w':
      return protect(shortDirectory(shell));
    case 'W':
      return protect(lastPart(shortDirectory(shell)));
    case 's':
      return protect(lastPart(shell.name).replace(/^-/, ''));
    case 'v':
      return shell.version.split('.').slice(0, 2).join('.');
    case 'V':
      return shell.version.replace(/\(.*/, '');
    case 'j':
      return String(shell.jobs.count());
    case 'l':
      return process.terminal(0)?.path.replace('/dev/', '') ?? 'tty';
    case '!':
      return String(shell.history.nextNumber());
    case '#':
      return String(shell.commandNumber);
    case 'd':
      return formatTime('%a %b %d', date);
    case 't':
      return formatTime('%H:%M:%S', date);
    case 'T':
      return formatTime('%I:%M:%S', date);
    case '@':
      return formatTime('%I:%M %p', date);
    case 'A':
      return formatTime('%H:%M', date);
    default:
      return `\\\\${letter}`;
  }
}

function lastPart(path: string): string {
  return path === '/' ? path : path.slice(path.lastIndexOf('/') + 1);
}

/** The user's name, or what bash says when /etc/passwd does not know the number. */
export function userName(shell: Shell): string {
  return readAccounts(shell.process.files).find((account) => account.uid === shell.process.credentials.uid)?.name ?? 'I have no name!';
}

/** The working directory with `~` for the home directory and PROMPT_DIRTRIM. */
function shortDirectory(shell: Shell): string {
  const path = shell.variables.get('PWD') ?? shell.process.cwd;
  const home = shell.variables.get('HOME');
  const short = home && home !== '/' && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;
  const keep = Number(shell.variables.get('PROMPT_DIRTRIM') ?? 0);
  const parts = short.split('/').filter(Boolean);
  if (keep > 0 && parts.length > keep + (short.startsWith('~') ? 1 : 0)) return `${short.startsWith('~') ? '~/' : ''}.../${parts.slice(-keep).join('/')}`;
  return short;
}

/** The conversions of strftime(3), in UTC. */
export function formatTime(format: string, date: Date): string {
  return format.replace(/%([-0]?)([a-zA-Z%])/g, (whole, flag: string, letter: string) => {
    const value = conversion(letter, date);
    if (value === undefined) return whole;
    return flag === '-' ? value.replace(/^[0 ]+(?=\d)/, '') : value;
  });
}

function conversion(letter: string, date: Date): string | undefined {
  const hours = date.getUTCHours();
  switch (letter) {
    case 'Y':
      return String(date.getUTCFullYear());
    case 'y':
      return two(date.getUTCFullYear() % 100);
    case 'm':
      return two(date.getUTCMonth() + 1);
    case 'd':
      return two(date.getUTCDate());
    case 'e':
      return String(date.getUTCDate()).padStart(2);
    case 'H':
      return two(hours);
    case 'I':
      return two(hours % 12 || 12);
    case 'M':
      return two(date.getUTCMinutes());
    case 'S':
      return two(date.getUTCSeconds());
    case 'p':
      return hours < 12 ? 'AM' : 'PM';
    case 'a':
      return days[date.getUTCDay()];
    case 'b':
    case 'h':
      return months[date.getUTCMonth()];
    case 'F':
      return formatTime('%Y-%m-%d', date);
    case 'T':
    case 'X':
      return formatTime('%H:%M:%S', date);
    case 'R':
      return formatTime('%H:%M', date);
    case 'D':
    case 'x':
      return formatTime('%m/%d/%y', date);
    case 'c':
      return formatTime('%a %b %e %H:%M:%S %Y', date);
    case 's':
      return String(Math.floor(date.getTime() / 1000));
    case 'Z':
      return 'UTC';
    case 'z':
      return '+0000';
    case 'j': {
      const start = Date.UTC(date.getUTCFullYear(), 0, 1);
      return String(Math.floor((date.getTime() - start) / 86400000) + 1).padStart(3, '0');
    }
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '%':
      return '%';
    default:
      return undefined;
  }
}
