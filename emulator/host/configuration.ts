import { group, passwd, shadow } from './accounts';

/** A file that the host starts with. `mode` is 0o644 and the owner root when absent. */
export interface HostFile {
  readonly text: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

const bashrc = `# ~/.bashrc: executed by bash for interactive shells.
case $- in
    *i*) ;;
      *) return;;
esac

HISTCONTROL=ignoreboth
HISTSIZE=1000
HISTFILESIZE=2000
shopt -s histappend checkwinsize

if [ "$TERM" != dumb ]; then
    PS1='\\[\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[1;34m\\]\\w\\[\\e[0m\\]\\$ '
    alias ls='ls --color=auto'
    alias grep='grep --color=auto'
else
    PS1='\\u@\\h:\\w\\$ '
fi
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'

if [ -f ~/.bash_aliases ]; then
    . ~/.bash_aliases
fi
`;

const profile = `# ~/.profile: executed by login shells.
if [ -n "$BASH_VERSION" ]; then
    if [ -f "$HOME/.bashrc" ]; then
        . "$HOME/.bashrc"
    fi
fi
if [ -d "$HOME/bin" ]; then
    PATH="$HOME/bin:$PATH"
fi
`;

const systemProfile = `# /etc/profile: for the Bourne shell and its relatives.
if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games:/usr/local/sbin:/usr/sbin:/sbin"
fi
export PATH
if [ -n "$BASH" ] && [ "$BASH" != "/bin/sh" ] && [ -f /etc/bash.bashrc ]; then
  . /etc/bash.bashrc
fi
for part in /etc/profile.d/*.sh; do
  if [ -r "$part" ]; then . "$part"; fi
done
unset part
`;

const dockerService = `[Unit]
Description=Docker Application Container Engine
Documentation=https://docs.docker.com
After=network-online.target
Wants=network-online.target

[Service]
Type=notify
ExecStart=/usr/bin/dockerd -H unix:///var/run/docker.sock
ExecReload=/bin/kill -s HUP $MAINPID
TimeoutStartSec=0
RestartSec=2
Restart=always
StartLimitBurst=3
StartLimitInterval=60s
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
Delegate=yes
KillMode=process
OOMScoreAdjust=-500

[Install]
WantedBy=multi-user.target
`;

const learner = { uid: 1000, gid: 1000 };

/** Every file of text on a fresh host of that name, by its path. */
export function hostConfiguration(hostname: string): Readonly<Record<string, HostFile>> {
  return {
    '/etc/passwd': { text: passwd },
    '/etc/group': { text: group },
    '/etc/shadow': { text: shadow, mode: 0o640, gid: 42 },
    '/etc/hostname': { text: `${hostname}\n` },
    '/etc/hosts': { text: `127.0.0.1 localhost\n127.0.1.1 ${hostname}\n\n::1     ip6-localhost ip6-loopback\nfe00::0 ip6-localnet\nff02::1 ip6-allnodes\nff02::2 ip6-allrouters\n` },
    '/etc/resolv.conf': { text: 'nameserver 10.0.2.3\nsearch .\n' },
    '/etc/nsswitch.conf': { text: 'passwd:         files systemd\ngroup:          files systemd\nshadow:         files systemd\nhosts:          files dns\n' },
    '/etc/os-release': {
      text: 'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nVERSION="24.04.3 LTS (Noble Numbat)"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n',
    },
    '/etc/lsb-release': { text: 'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=24.04\nDISTRIB_CODENAME=noble\nDISTRIB_DESCRIPTION="Ubuntu 24.04.3 LTS"\n' },
    '/etc/debian_version': { text: 'trixie/sid\n' },
    '/etc/issue': { text: 'Ubuntu 24.04.3 LTS \\n \\l\n\n' },
    '/etc/shells': { text: '# /etc/shells: valid login shells\n/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/dash\n/usr/bin/dash\n' },
    '/etc/timezone': { text: 'Etc/UTC\n' },
    '/etc/machine-id': { text: '9d2c1f0e6b7a4c3d8e5f1a2b3c4d5e6f\n', mode: 0o444 },
    '/etc/fstab': { text: '# <file system> <mount point>   <type>  <options>       <dump>  <pass>\n/dev/vda1 / ext4 defaults 0 1\n' },
    '/etc/profile': { text: systemProfile },
    '/etc/bash.bashrc': { text: "# System-wide .bashrc for interactive bash shells.\n[ -z \"$PS1\" ] && return\nshopt -s checkwinsize\nPS1='\\u@\\h:\\w\\$ '\nif [ -x /usr/lib/command-not-found ]; then\n\tfunction command_not_found_handle {\n\t\t/usr/lib/command-not-found -- \"$1\"\n\t}\nfi\n" },
    '/etc/sudoers': {
      text: 'Defaults\tenv_reset\nDefaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin"\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) NOPASSWD: ALL\n',
      mode: 0o440,
    },
    '/usr/lib/systemd/system/docker.service': { text: dockerService },
    '/home/learner/.bashrc': { text: bashrc, ...learner },
    '/home/learner/.profile': { text: profile, ...learner },
    '/home/learner/.bash_logout': { text: '# ~/.bash_logout: executed when the login shell ends.\n', ...learner },
    '/root/.bashrc': { text: bashrc },
    '/root/.profile': { text: profile },
  };
}
