/** What redis-cli was told. */
export interface CliOptions {
  host: string;
  port: number;
  database: number;
  user: string | undefined;
  password: string | undefined;
  raw: boolean | undefined;
  repeat: number;
  interval: number;
  lastFromInput: boolean;
  exitWithError: boolean;
  warn: boolean;
  scan: boolean;
  pattern: string;
  words: string[];
}

export const usage = (version: string) => `redis-cli ${version}

Usage: redis-cli [OPTIONS] [cmd [arg [arg ...]]]
  -h <hostname>      Server hostname (default: 127.0.0.1).
  -p <port>          Server port (default: 6379).
  -a <password>      Password to use when connecting to the server.
                     You can also use the REDISCLI_AUTH environment
                     variable to pass this password more safely
                     (if both are used, this argument takes precedence).
  --user <username>  Used to send ACL style 'AUTH username pass'. Needs -a.
  --pass <password>  Alias of -a for consistency with the new --user option.
  -u <uri>           Server URI: redis://[[user]:password@]host[:port][/db]
  -r <repeat>        Execute specified command N times.
  -i <interval>      When -r is used, waits <interval> seconds per command.
  -n <db>            Database number.
  -x                 Read last argument from STDIN.
  -e                 Return exit error code when command execution fails.
  --raw              Use raw formatting for replies (default when STDOUT is
                     not a tty).
  --no-raw           Force formatted output even when STDOUT is not a tty.
  --scan             List all keys using the SCAN command.
  --pattern <pat>    Keys pattern when using the --scan option (default: *).
  --no-auth-warning  Don't show warning message when using password on command
                     line interface.
  --help             Output this help and exit.
  --version          Output version and exit.
`;

/** Reads the command line up to the command; a text is what is wrong with it, or `help` or `version`. */
export function readCliOptions(argv: readonly string[], env: ReadonlyMap<string, string>): CliOptions | string {
  const options: CliOptions = { host: '127.0.0.1', port: 6379, database: 0, user: undefined, password: env.get('REDISCLI_AUTH'), raw: undefined, repeat: 1, interval: 0, lastFromInput: false, exitWithError: false, warn: false, scan: false, pattern: '*', words: [] };
  let at = 0;
  const value = () => argv[++at] ?? '';
  for (; at < argv.length && (argv[at] ?? '').startsWith('-') && argv[at] !== '-'; at++) {
    const word = argv[at] ?? '';
    const last = at === argv.length - 1;
    if (word === '--help' || (word === '-h' && last)) return 'help';
    if (word === '--version' || word === '-v') return 'version';
    if (word === '-x') options.lastFromInput = true;
    else if (word === '-e') options.exitWithError = true;
    else if (word === '--raw') options.raw = true;
    else if (word === '--no-raw') options.raw = false;
    else if (word === '--scan') options.scan = true;
    else if (word === '--no-auth-warning') options.warn = false;
    else if (last) return `Unrecognized option or bad number of args for: '${word}'\n`;
    else if (word === '-h') options.host = value();
    else if (word === '-p') options.port = Number(value());
    else if (word === '-n') options.database = Number(value());
    else if (word === '-a' || word === '--pass') {
      options.password = value();
      options.warn = !argv.includes('--no-auth-warning');
    } else if (word === '--user') options.user = value();
    else if (word === '-r') options.repeat = Number(value());
    else if (word === '-i') options.interval = Number(value()) * 1000;
    else if (word === '--pattern') options.pattern = value();
    else if (word === '-u') {
      const [, user, password, host = '127.0.0.1', port = '6379', database = '0'] = /^redis:\/\/(?:([^:@]*):)?(?:([^@]*)@)?([^:/]+)(?::(\d+))?(?:\/(\d*))?$/.exec(value()) ?? [];
      Object.assign(options, { host, port: Number(port), database: Number(database || '0'), user: user === '' ? undefined : user, password: password ?? options.password, warn: password !== undefined && !argv.includes('--no-auth-warning') });
    } else return `Unrecognized option or bad number of args for: '${word}'\n`;
  }
  options.words = argv.slice(at);
  return options;
}
