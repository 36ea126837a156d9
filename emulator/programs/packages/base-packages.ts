import { debianArchive } from './debian-archive';
import { packageStanza } from './stanza';

/** What a minimal Debian or Ubuntu root file system has: `name Ubuntu's version Debian's version kilobytes`. */
const base = `apt 2.8.3 2.6.1 4260;base-files 13ubuntu10.3 12.4+deb12u12 402;bash 5.2.21-2ubuntu4 5.2.15-2+b8 1898;coreutils 9.4-3ubuntu6.1 9.1-1 7040;dash 0.5.12-6ubuntu5 0.5.12-2 199;debianutils 5.17build1 5.7-0.5 208;diffutils 1:3.10-1build1 1:3.8-4 1680;dpkg 1.22.6ubuntu6.5 1.21.22 6710;findutils 4.9.0-5build1 4.9.0-4 1920;grep 3.11-4build1 3.8-5 1100;gzip 1.12-1ubuntu3.1 1.12-1 241;hostname 3.23+nmu2ubuntu2 3.23+nmu1 47;libc-bin 2.39-0ubuntu8.6 2.36-9+deb12u13 2040;libc6 2.39-0ubuntu8.6 2.36-9+deb12u13 13000;login 1:4.13+dfsg1-4ubuntu3.2 1:4.13+dfsg1-1+deb12u1 900;mawk 1.3.4.20240123-1build1 1.3.4.20200120-3.1 229;mount 2.39.3-9ubuntu6.3 2.38.1-5+deb12u3 390;ncurses-bin 6.4+20240113-1ubuntu2 6.4-4 628;passwd 1:4.13+dfsg1-4ubuntu3.2 1:4.13+dfsg1-1+deb12u1 2500;sed 4.9-2build1 4.9-1 987;tar 1.35+dfsg-3build1 1.34+dfsg-1.2+deb12u1 3140;util-linux 2.39.3-9ubuntu6.3 2.38.1-5+deb12u3 4600`;

/** /var/lib/dpkg/status of a system with the base packages and those of the archive named in `more`. */
export function dpkgStatus(distribution: 'ubuntu' | 'debian', more: readonly string[] = []): string {
  const installed = base.split(';').map((row) => {
    const [name = '', ubuntu = '', debian = '', size = '0'] = row.split(' ');
    const version = distribution === 'ubuntu' ? ubuntu : debian;
    return { name, text: `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\nPriority: required\nSection: base\nInstalled-Size: ${size}\nDescription: part of the base system\n` };
  });
  for (const one of debianArchive(distribution)) {
    if (more.includes(one.name)) installed.push({ name: one.name, text: packageStanza(one).replace('\n', '\nStatus: install ok installed\n') });
  }
  return installed.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ text }) => `${text}\n`).join('');
}

/** What of Ubuntu's archive a system has whose programs are `programs` (names of the table): packages with no program that is missing. */
export function coveredPackages(programs: ReadonlySet<string>): string[] {
  const archive = debianArchive('ubuntu');
  const covered = new Set(archive.filter((one) => one.programs.length > 0 && one.programs.every(({ program }) => program !== 'gnu/absent' && programs.has(program))).map((one) => one.name));
  for (const name of [...covered]) for (const dependency of archive.find((one) => one.name === name)?.depends ?? []) covered.add(dependency);
  return [...covered].filter((name) => archive.some((one) => one.name === name));
}

const deb822 = (uri: string, suites: string, components: string, keyring: string) => `Types: deb\nURIs: ${uri}\nSuites: ${suites}\nComponents: ${components}\nSigned-By: /usr/share/keyrings/${keyring}\n`;

/** Where a release looks for packages: the file under /etc/apt and its text. */
export function aptSources(codename: string): { path: string; text: string } {
  if (['bookworm', 'trixie', 'bullseye'].includes(codename)) {
    const text = `${deb822('http://deb.debian.org/debian', `${codename} ${codename}-updates`, 'main', 'debian-archive-keyring.gpg')}\n${deb822('http://deb.debian.org/debian-security', `${codename}-security`, 'main', 'debian-archive-keyring.gpg')}`;
    return { path: 'etc/apt/sources.list.d/debian.sources', text };
  }
  if (codename === 'noble') {
    const parts = 'main universe restricted multiverse';
    const text = `${deb822('http://archive.ubuntu.com/ubuntu/', 'noble noble-updates noble-backports', parts, 'ubuntu-archive-keyring.gpg')}\n${deb822('http://security.ubuntu.com/ubuntu/', 'noble-security', parts, 'ubuntu-archive-keyring.gpg')}`;
    return { path: 'etc/apt/sources.list.d/ubuntu.sources', text };
  }
  const suites = ['', '-updates', '-backports'].map((suffix) => `deb http://archive.ubuntu.com/ubuntu/ ${codename}${suffix} main restricted universe multiverse\n`);
  return { path: 'etc/apt/sources.list', text: `${suites.join('')}deb http://security.ubuntu.com/ubuntu/ ${codename}-security main restricted universe multiverse\n` };
}
