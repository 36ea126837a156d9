import type { ArchivePackage } from './package';

/** `name|Ubuntu's version|Debian's version|kilobytes of the .deb|kilobytes installed|section|depends|programs|description`; a program is a path, or `path=name in the program table`. */
const rows = `
adduser|3.137ubuntu1|3.134|101|456|admin|passwd|/usr/sbin/adduser /usr/sbin/addgroup /usr/sbin/deluser /usr/sbin/delgroup|add and remove users and groups
bind9-dnsutils|1:9.18.39-0ubuntu0.24.04.1|1:9.18.33-1~deb12u2|155|533|net|bind9-host bind9-libs|/usr/bin/dig /usr/bin/nslookup|Clients provided with BIND 9
bind9-host|1:9.18.39-0ubuntu0.24.04.1|1:9.18.33-1~deb12u2|50|134|net|bind9-libs|/usr/bin/host=absent|DNS Lookup Utility
bind9-libs|1:9.18.39-0ubuntu0.24.04.1|1:9.18.33-1~deb12u2|1257|3600|libs|||Shared Libraries used by BIND 9
bsdextrautils|2.39.3-9ubuntu6.3|2.38.1-5+deb12u3|73|347|utils||/usr/bin/column /usr/bin/hexdump|extra utilities from 4.4BSD-Lite
build-essential|12.10ubuntu1|12.9|5|21|devel|gcc make||Informational list of build-essential packages
bzip2|1.0.8-5.1build0.1|1.0.8-5+b1|34|114|utils||/usr/bin/bzip2=absent|high-quality block-sorting file compressor - utilities
ca-certificates|20240203|20230311+deb12u1|159|388|misc|openssl||Common CA certificates
cowsay|3.03+dfsg2-8|3.03+dfsg2-8|19|91|games|perl|/usr/games/cowsay=absent|configurable talking cow
curl|8.5.0-2ubuntu10.6|7.88.1-10+deb12u14|227|534|web|libcurl4|/usr/bin/curl|command line tool for transferring data with URL syntax
dnsutils|1:9.18.39-0ubuntu0.24.04.1|1:9.18.33-1~deb12u2|4|15|net|bind9-dnsutils||Transitional package for bind9-dnsutils
file|1:5.45-3build1|1:5.44-3|22|75|utils||/usr/bin/file|Recognize the type of data in a file using "magic" numbers
gcc|4:13.2.0-7ubuntu1|4:12.2.0-3|5|19|devel||/usr/bin/gcc=absent|GNU C compiler
git|1:2.43.0-1ubuntu7.3|1:2.39.5-0+deb12u2|3680|22100|vcs|git-man|/usr/bin/git=absent|fast, scalable, distributed revision control system
git-man|1:2.43.0-1ubuntu7.3|1:2.39.5-0+deb12u2|1100|2050|doc|||fast, scalable, distributed revision control system (manual pages)
gnupg|2.4.4-2ubuntu17.3|2.2.40-1.1+deb12u1|359|457|utils||/usr/bin/gpg=absent|GNU privacy guard - a free PGP replacement
golang-go|2:1.22~2build1|2:1.19~1|44|123|golang||/usr/bin/go=absent|Go programming language compiler, linker, compiled stdlib
htop|3.3.0-4build1|3.2.2-2|171|434|utils||/usr/bin/htop=absent|interactive processes viewer
iproute2|6.1.0-1ubuntu6.2|6.1.0-3|1120|3160|net|libbpf1|/usr/bin/ip /usr/bin/ss|networking and traffic control tools
iputils-ping|3:20240117-1ubuntu0.1|3:20221126-1+deb12u1|45|112|net||/usr/bin/ping|Tools to test the reachability of network hosts
jq|1.7.1-3ubuntu0.24.04.1|1.6-2.1+deb12u1|66|115|utils|libjq1|/usr/bin/jq|lightweight and flexible command-line JSON processor
less|590-2ubuntu2.1|590-2.1~deb12u2|142|309|text||/usr/bin/less|pager program similar to more
libbpf1|1:1.3.0-2build2|1:1.1.0-1|166|401|libs|||eBPF helper library (shared library)
libcurl4|8.5.0-2ubuntu10.6|7.88.1-10+deb12u14|341|900|libs|||easy-to-use client-side URL transfer library
libjq1|1.7.1-3ubuntu0.24.04.1|1.6-2.1+deb12u1|141|403|libs|||lightweight and flexible command-line JSON processor - shared library
libproc2-0|2:4.0.4-4ubuntu3.2|2:4.0.2-3|60|148|libs|||library for accessing process information from /proc
lsb-release|12.0-2|12.0-1|6|21|misc||/usr/bin/lsb_release|Linux Standard Base version reporting utility
lsof|4.95.0-1build3|4.95.0-1|245|470|utils||/usr/bin/lsof=absent|utility to list open files
make|4.3-4.1build2|4.3-4.1|180|423|devel||/usr/bin/make|utility for directing compilation
man-db|2.12.0-4build2|2.11.2-2|1240|3000|doc||/usr/bin/man=absent|tools for reading manual pages
nano|7.2-2ubuntu0.1|7.2-1+deb12u1|282|875|editors||/usr/bin/nano|small, friendly text editor inspired by Pico
net-tools|2.10-0.1ubuntu4.4|2.10-0.1+deb12u2|204|811|net||/usr/sbin/ifconfig /usr/bin/netstat /usr/sbin/route|NET-3 networking toolkit
netcat-openbsd|1.226-1ubuntu2|1.219-1|44|106|net||/usr/bin/nc|TCP/IP swiss army knife
nodejs|18.19.1+dfsg-6ubuntu5|18.19.0+dfsg-6~deb12u2|306|1400|javascript||/usr/bin/node=absent|evented I/O for V8 javascript - runtime executable
npm|9.2.0~ds1-2|9.2.0~ds1-1|658|2700|javascript|nodejs|/usr/bin/npm=absent|package manager for Node.js
openssh-client|1:9.6p1-3ubuntu13.14|1:9.2p1-2+deb12u7|905|3600|net||/usr/bin/ssh=absent|secure shell (SSH) client, for secure access to remote machines
openssl|3.0.13-0ubuntu3.6|3.0.17-1~deb12u3|1003|1900|utils||/usr/bin/openssl=absent|Secure Sockets Layer toolkit - cryptographic utility
perl|5.38.2-3.2ubuntu0.2|5.36.0-7+deb12u3|231|670|perl||/usr/bin/perl=absent|Larry Wall's Practical Extraction and Report Language
procps|2:4.0.4-4ubuntu3.2|2:4.0.2-3|708|1700|admin|libproc2-0|/usr/bin/ps /usr/bin/top /usr/bin/free /usr/bin/uptime /usr/bin/pgrep /usr/bin/pkill /usr/bin/pidof /usr/bin/watch /usr/bin/w|/proc file system utilities
psmisc|23.7-1build1|23.6-1|179|485|admin||/usr/bin/pstree /usr/bin/killall|utilities that use the proc file system
python3|3.12.3-0ubuntu2|3.11.2-1+b1|23|89|python|python3-minimal|/usr/bin/python3=absent|interactive high-level object-oriented language (default python3 version)
python3-minimal|3.12.3-0ubuntu2|3.11.2-1+b1|27|120|python|||minimal subset of the Python language (default python3 version)
python3-pip|24.0+dfsg-1ubuntu1.3|23.0.1+dfsg-1|1317|7200|python|python3|/usr/bin/pip3=absent|Python package installer
rsync|3.2.7-1ubuntu1.2|3.2.7-1+deb12u2|437|780|net||/usr/bin/rsync=absent|fast, versatile, remote (and local) file-copying tool
strace|6.8-0ubuntu2|6.1-0.1|649|2100|utils||/usr/bin/strace=absent|System call tracer
sudo|1.9.15p5-3ubuntu5.24.04.1|1.9.13p3-1+deb12u2|948|3500|admin||/usr/bin/sudo|Provide limited super user privileges to specific users
tcpdump|4.99.4-3ubuntu4|4.99.3-1|479|1300|net||/usr/bin/tcpdump=absent|command-line network traffic analyzer
traceroute|1:2.1.5-1|1:2.1.2-1|60|168|net||/usr/bin/traceroute|Traces the route taken by packets over an IPv4/IPv6 network
tree|2.1.1-2ubuntu3|2.1.0-1|47|111|utils||/usr/bin/tree|displays an indented directory tree, in color
tzdata|2025b-0ubuntu0.24.04.1|2025b-0+deb12u2|277|1400|localization|||time zone and daylight-saving time data
unzip|6.0-28ubuntu4.1|6.0-28|174|384|utils||/usr/bin/unzip=absent|De-archiver for .zip files
vim|2:9.1.0016-1ubuntu7.9|2:9.0.1378-2+deb12u2|1881|4100|editors|vim-common|/usr/bin/vim /usr/bin/vi|Vi IMproved - enhanced vi editor
vim-common|2:9.1.0016-1ubuntu7.9|2:9.0.1378-2+deb12u2|385|420|editors|xxd||Vi IMproved - Common files
vim-tiny|2:9.1.0016-1ubuntu7.9|2:9.0.1378-2+deb12u2|803|1900|editors|vim-common|/usr/bin/vi|Vi IMproved - enhanced vi editor - compact version
wget|1.21.4-1ubuntu4.1|1.21.3-1+deb12u1|334|983|web||/usr/bin/wget|retrieves files from the web
xxd|2:9.1.0016-1ubuntu7.9|2:9.0.1378-2+deb12u2|64|270|editors||/usr/bin/xxd|tool to make (or reverse) a hex dump
xz-utils|5.6.1+really5.4.5-1ubuntu0.2|5.4.1-1|267|592|utils||/usr/bin/xz=absent|XZ-format compression utilities
zip|3.0-13ubuntu0.2|3.0-13|175|548|utils||/usr/bin/zip=absent|Archiver for .zip files
`;

/** Everything in the archive of one distribution that images lack; what a base image has already is in its own dpkg status. */
export function debianArchive(distribution: 'ubuntu' | 'debian'): ArchivePackage[] {
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const [name = '', ubuntu = '', debian = '', download = '0', installed = '0', section = '', depends = '', programs = '', description = ''] = row.split('|');
      return {
        name,
        version: distribution === 'ubuntu' ? ubuntu : debian,
        download: Number(download) * 1000,
        installed: Number(installed) * 1024,
        section,
        depends: words(depends),
        programs: words(programs).map((word) => {
          const [path = '', program] = word.split('=');
          const last = path.split('/').at(-1) ?? '';
          return { path, program: `gnu/${program ?? last}` };
        }),
        description,
      };
    });
}

const words = (text: string) => text.split(' ').filter((word) => word !== '');
