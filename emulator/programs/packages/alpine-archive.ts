import type { ArchivePackage } from './package';

/** `name|version|kilobytes of the .apk|kilobytes installed|repository|depends|programs|description`, as v3.22 has them. */
const rows = `
bash|5.2.37-r0|449|1352|main|libncursesw readline|/bin/bash=bash|The GNU Bourne Again shell
bind-libs|9.20.15-r0|1100|3100|main|||The ISC DNS server (libraries)
bind-tools|9.20.15-r0|180|500|main|bind-libs|/usr/bin/dig /usr/bin/nslookup|The ISC DNS tools
brotli-libs|1.1.0-r2|370|930|main|||Generic lossless compressor (libraries)
build-base|0.5-r3|1|4|main|gcc make||Meta package for build base
c-ares|1.34.5-r0|92|210|main|||Asynchronously DNS/names resolver library
ca-certificates|20250911-r0|156|640|main|||Common CA certificates PEM files from Mozilla
coreutils|9.7-r1|590|1060|main||/bin/coreutils=absent|The basic file, shell and text manipulation utilities
curl|8.14.1-r2|143|262|main|ca-certificates brotli-libs c-ares libunistring libidn2 nghttp2-libs libpsl zstd-libs libcurl|/usr/bin/curl|URL retrival utility and library
docker-cli|28.3.3-r5|8300|24800|community|ca-certificates|/usr/bin/docker=docker|Docker CLI
file|5.46-r2|17|40|main||/usr/bin/file|File type identification utility
findutils|4.10.0-r0|221|560|main|||GNU utilities for finding files
gcc|14.2.0-r6|52000|148000|main||/usr/bin/gcc=absent|The GNU Compiler Collection
git|2.49.1-r0|3100|7200|main||/usr/bin/git=absent|Distributed version control system
htop|3.4.1-r0|86|230|main|libncursesw|/usr/bin/htop=absent|Interactive process viewer
iproute2|6.15.0-r0|12|28|main|libmnl|/sbin/ip=gnu/ip /sbin/ss=gnu/ss|IP Routing Utilities
iputils|20240905-r0|10|20|main||/bin/ping=gnu/ping|IP Configuration Utilities (and Ping)
jq|1.8.1-r0|150|385|main|oniguruma|/usr/bin/jq|A lightweight and flexible command-line JSON processor
less|679-r0|105|220|main|libncursesw|/usr/bin/less=gnu/less|File pager
libcurl|8.14.1-r2|290|650|main|||The multiprotocol file transfer library
libidn2|2.3.7-r0|101|230|main|||Encode/Decode library for internationalized domain names (libraries)
libmnl|1.0.5-r2|9|30|main|||Library for minimalistic netlink
libncursesw|6.5_p20250503-r0|120|300|main|ncurses-terminfo-base||Console display library (libncursesw)
libproc2|4.0.4-r3|40|110|main|||Library for /proc
libpsl|0.21.5-r3|42|85|main|||C library for the Publix Suffix List (libraries)
libunistring|1.3-r0|680|1800|main|||Library for manipulating Unicode strings and C strings
make|4.4.1-r3|85|205|main||/usr/bin/make|GNU make utility to maintain groups of programs
nano|8.4-r0|170|540|main|libncursesw|/usr/bin/nano|Enhanced clone of the Pico text editor
ncurses-terminfo-base|6.5_p20250503-r0|21|200|main|||Console display library (base terminfo)
nghttp2-libs|1.65.0-r0|60|140|main|||Experimental HTTP/2 client, server and proxy (libraries)
nginx|1.28.0-r3|560|1500|main||/usr/sbin/nginx=nginx|HTTP and reverse proxy server (stable version)
nodejs|22.16.0-r2|17000|62000|main||/usr/bin/node=absent|JavaScript runtime built on V8 engine - LTS version
npm|11.3.0-r1|1700|9200|community|nodejs|/usr/bin/npm=absent|The package manager for JavaScript
oniguruma|6.9.10-r0|190|590|main|||Regular expressions library
openssh-client|10.0_p1-r9|390|1000|main||/usr/bin/ssh=absent|OpenBSD's SSH client
openssl|3.5.4-r0|340|780|main||/usr/bin/openssl=absent|Toolkit for Transport Layer Security (TLS)
procps-ng|4.0.4-r3|160|430|main|libproc2 libncursesw|/bin/ps=gnu/ps /usr/bin/top=gnu/top /usr/bin/free=gnu/free /usr/bin/watch=gnu/watch|Utilities for monitoring your system and processes
py3-pip|25.1.1-r0|1600|6600|community|python3|/usr/bin/pip=absent|Tool for installing and managing Python packages
python3|3.12.12-r0|9800|28400|main||/usr/bin/python3=absent|High-level scripting language
readline|8.2.13-r1|120|310|main|||GNU readline library
redis|8.0.4-r0|1200|3300|main||/usr/bin/redis-server=absent|Advanced key-value store
strace|6.13-r0|410|1200|main||/usr/bin/strace=absent|Diagnostic, debugging and instructional userspace tracer
sudo|1.9.17_p2-r0|810|2500|community||/usr/bin/sudo|Give certain users the ability to run some commands as root
tcpdump|4.99.5-r1|450|1160|main||/usr/bin/tcpdump=absent|Tool for network monitoring and data acquisition
tree|2.2.1-r0|37|90|main||/usr/bin/tree=gnu/tree|A recursive directory indented listing program
tzdata|2025b-r0|560|1900|main|||Timezone data
util-linux|2.41-r9|5|16|main|||Random collection of Linux utilities
vim|9.1.1415-r0|900|2700|main|libncursesw|/usr/bin/vim|Improved vi-style text editor
wget|1.25.0-r1|270|640|main|libidn2 libunistring|/usr/bin/wget=gnu/wget|Network utility to retrieve files from the Web
zstd-libs|1.5.7-r0|310|760|main|||Zstandard - Fast real-time compression algorithm (libraries)
`;

/** A repository of Alpine's archive. */
export function alpineArchive(repository: 'main' | 'community'): ArchivePackage[] {
  const split = (text: string) => text.split(' ').filter((word) => word !== '');
  const packages: ArchivePackage[] = [];
  for (const row of rows.trim().split('\n')) {
    const [name = '', version = '', download = '0', installed = '0', where = '', depends = '', programs = '', description = ''] = row.split('|');
    if (where !== repository) continue;
    const installs = split(programs).map((word) => {
      const [path = '', given] = word.split('=');
      const program = given ?? path.split('/').at(-1) ?? '';
      return { path, program: program.includes('/') || ['bash', 'nginx', 'docker'].includes(program) ? program : `gnu/${program}` };
    });
    packages.push({ name, version, download: Number(download) * 1000, installed: Number(installed) * 1024, section: 'alpine', depends: split(depends), programs: installs, description });
  }
  return packages;
}
