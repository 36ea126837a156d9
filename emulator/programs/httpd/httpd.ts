import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import { readConfiguration, type Configuration } from './parse';
import { ConfigError } from '../services/directive';
import { runServer } from './parent';
import { httpdVersion, Scope } from './scope';

const options = { define: 'D=', directory: 'd=', file: 'f=', control: 'k=', version: 'v', settings: 'V', test: 't', modules: 'M', compiled: 'l', help: 'h', foreground: 'X', extra: 'C=', after: 'c=', errorLog: 'E=', sites: 'S' } as const;
type Key = keyof typeof options;

const usage = `Usage: httpd [-D name] [-d directory] [-f file]
             [-k start|restart|graceful|graceful-stop|stop]
             [-v] [-V] [-h] [-l] [-t] [-M] [-X]
Options:
  -D name            : define a name for use in <IfDefine name> directives
  -d directory       : specify an alternate initial ServerRoot
  -f file            : specify an alternate ServerConfigFile
  -k action          : start the server, or signal the one that runs
  -v                 : show version number
  -V                 : show compile settings
  -h                 : list available command line options (this page)
  -l                 : list compiled in modules
  -M                 : a synonym for -t -D DUMP_MODULES
  -t                 : run syntax check for config files
  -X                 : debug mode (only one worker, do not detach)
`;

/** `httpd`: the Apache HTTP Server. */
export const httpd: Program = async (process) => {
  let given: ParsedOptions<Key>;
  try {
    given = parseOptions(process.argv.slice(1), options);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    await process.write(2, `httpd: ${error.message.replace(/^invalid option -- /, 'illegal option -- ').replaceAll("'", '')}\n${usage}`);
    return 1;
  }
  if (given.has('help')) return await say(process, usage);
  if (given.has('version')) return await say(process, `Server version: Apache/${httpdVersion} (Unix)\nServer built:   Oct 21 2025 02:11:07\n`);
  const root = given.value('directory') ?? '/usr/local/apache2';
  if (given.has('settings')) return await say(process, `Server version: Apache/${httpdVersion} (Unix)\nServer built:   Oct 21 2025 02:11:07\nArchitecture:   64-bit\nServer MPM:     event\n  threaded:     yes (fixed thread count)\n    forked:     yes (variable process count)\nServer compiled with....\n -D HTTPD_ROOT="/usr/local/apache2"\n -D DEFAULT_PIDLOG="logs/httpd.pid"\n -D DEFAULT_ERRORLOG="logs/error_log"\n -D AP_TYPES_CONFIG_FILE="conf/mime.types"\n -D SERVER_CONFIG_FILE="conf/httpd.conf"\n`);
  if (given.has('compiled')) return await say(process, 'Compiled in modules:\n  core.c\n  mod_so.c\n  http_core.c\n  event.c\n');
  const file = given.value('file') ?? 'conf/httpd.conf';
  const path = file.startsWith('/') ? file : `${root}/${file}`;
  const defined = process.argv.flatMap((word, index) => (word === '-D' ? [process.argv[index + 1] ?? ''] : /^-D./.test(word) ? [word.slice(2)] : []));
  const read = () => readConfiguration(process, path, root, defined);
  let configuration: Configuration;
  try {
    configuration = read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await process.write(2, `${said(error)}\n`);
    return 1;
  }
  if (given.has('modules') || defined.includes('DUMP_MODULES')) {
    const lines = configuration.modules.map((name, index) => ` ${name} (${index < 4 ? 'static' : 'shared'})\n`);
    return await say(process, `Loaded Modules:\n${lines.join('')}`);
  }
  const scope = new Scope(configuration.directives);
  if (scope.serverName === undefined) await complainAboutName(process);
  if (given.has('test')) {
    await process.write(2, 'Syntax OK\n');
    return 0;
  }
  const action = given.value('control') ?? 'start';
  if (action !== 'start') return await control(process, action, scope.path(scope.arg('pidfile', 'logs/httpd.pid')));
  const command = `httpd${defined.map((name) => ` -D ${name}`).join('')}`;
  const server: Program = (own) => runServer(own, { configuration, reread: () => readConfiguration(own, path, root, defined), said, command });
  if (defined.includes('FOREGROUND') || given.has('foreground')) return await server(process);
  await process.spawn({ program: server, argv: process.argv, name: 'httpd', newSession: true, orphan: true });
  return 0;
};

async function say(process: Process, text: string): Promise<number> {
  await process.write(1, text);
  return 0;
}

/** A mistake as it is printed: those found while reading begin with the program's name, others with their number. */
const said = (error: ConfigError) => (error.message.startsWith('AH') ? error.message : `httpd: ${error.message}`);

/** Without a ServerName, the server takes the address of its host. */
async function complainAboutName(process: Process): Promise<void> {
  const addresses = process.network.namespace.interfaces.filter(({ kind }) => kind !== 'loopback').flatMap((one) => one.addresses.map(({ address }) => address));
  const name = addresses.find((address) => !address.includes(':')) ?? '127.0.0.1';
  await process.write(2, `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${name}. Set the 'ServerName' directive globally to suppress this message\n`);
}

/** `-k`: signals the server that runs. */
async function control(process: Process, action: string, pidFile: string): Promise<number> {
  const signals = { stop: 'SIGTERM', restart: 'SIGHUP', graceful: 'SIGUSR1', 'graceful-stop': 'SIGWINCH' } as const;
  if (!(action in signals)) {
    await process.write(2, `httpd: invalid argument to -k: ${action}\n${usage}`);
    return 1;
  }
  try {
    process.kill(Number(process.files.readText(pidFile)), signals[action as keyof typeof signals]);
    return 0;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await process.write(2, `httpd (no pid file${error.errno === 'ESRCH' ? ' that is current' : ''}) not running\n`);
    return action === 'stop' ? 0 : 1;
  }
}
