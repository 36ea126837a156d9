import type { Program } from '../../process/types';
import { debianArchive } from './debian-archive';

/** Names that Ubuntu knows from packages outside of the small archive here. */
const elsewhere: Readonly<Record<string, string>> = {
  podman: 'podman', screen: 'screen', tmux: 'tmux', emacs: 'emacs-nox', zsh: 'zsh', fish: 'fish', sl: 'sl', ncdu: 'ncdu', nmap: 'nmap', ruby: 'ruby', java: 'default-jre', 'g++': 'g++', cmake: 'cmake', mysql: 'mysql-client-core-8.0', psql: 'postgresql-client-common', 'redis-cli': 'redis-tools', 'docker-compose': 'docker-compose', ab: 'apache2-utils', telnet: 'inetutils-telnet', ftp: 'ftp', ansible: 'ansible-core',
};

/** /usr/lib/command-not-found: what Ubuntu's bash says about a command that is not there (exit 127). */
export const commandNotFound: Program = async (process) => {
  const name = process.argv.slice(1).filter((word) => word !== '--' && !word.startsWith('--'))[0] ?? '';
  const packages = debianArchive('ubuntu').filter((one) => one.programs.some(({ path }) => path.split('/').at(-1) === name)).map((one) => ({ name: one.name, version: one.version }));
  const other = elsewhere[name];
  const text =
    packages.length > 1
      ? `\nCommand '${name}' not found, but can be installed with:\n\n${packages.map((one) => `sudo apt install ${one.name.padEnd(12)}  # version ${one.version}\n`).join('')}\n`
      : packages[0] ?? (other === undefined ? undefined : { name: other })
        ? `Command '${name}' not found, but can be installed with:\nsudo apt install ${packages[0]?.name ?? other}\n`
        : `${name}: command not found\n`;
  await process.write(2, text);
  return 127;
};
