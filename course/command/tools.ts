/** What has to follow the name of a tool for the two to be a command. */
interface Tool {
  /** Its name alone is a command to a reader too (`ls`); of most tools the name alone just names them (`docker`). */
  alone?: true;
  /** The words that may follow, when it takes sub-commands. */
  verbs?: Verbs;
}

interface Verbs {
  /** Complete by themselves: `docker ps`. */
  complete: readonly string[];
  /** Need an argument: `docker rm` alone names the command, it does not give it. */
  needing: readonly string[];
  /** Take a word of their own: `docker image ls`. */
  groups?: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

const dockerVerbs: Verbs = {
  complete: words('ps images info version login logout events stats'),
  needing: words(
    'attach build commit cp create diff exec export history import inspect kill load logs pause port pull push rename restart rm rmi run save search start stop tag top unpause update wait',
  ),
  groups: words('builder buildx compose config container context image manifest network node plugin secret service stack swarm system trust volume'),
};

const machineVerbs: Verbs = {
  complete: words('active env ip ls ssh status url version'),
  needing: words('config create inspect kill mount provision regenerate-certs restart rm scp start stop upgrade'),
};

/** The words after `docker image`, `docker volume` and the like that need nothing more. */
const completeInGroup = words('ls list prune df info events version');
const completeInCompose = words('ls up down ps logs build config images top start stop restart pull push create events version');

/** Whether a word behind `docker GROUP` is complete by itself. */
export function isCompleteInGroup(group: string, verb: string): boolean {
  return (group === 'compose' ? completeInCompose : completeInGroup).includes(verb);
}

const tool: Tool = {};
const alone: Tool = { alone: true };

/**
 * The tools whose commands become chips. A name that is not here makes no command, however much it looks like one:
 * a file, a product, an option, a word of English.
 */
export const tools: Readonly<Record<string, Tool>> = {
  docker: { verbs: dockerVerbs },
  dockerd: tool,
  'docker-compose': tool,
  'docker-machine': { verbs: machineVerbs },
  ...Object.fromEntries(words('date groups hostname id ls pwd uname uptime whoami').map((name) => [name, alone])),
  ...Object.fromEntries(
    words(
      'bash sh sudo su env printenv cat cd cp mv rm mkdir rmdir touch ln chmod chown stat file du df echo printf head tail wc sort uniq cut tr sed awk grep find xargs tee seq sleep ' +
        'ps kill pgrep pkill top free mount umount lsns nsenter unshare ip ping ss curl wget nslookup getent tar gzip gunzip sha256sum md5sum base64 diff tree which type command test true false ' +
        'systemctl service journalctl export unset source set read wait jobs fg bg history alias less more vi nano watch timeout time nohup jq basename dirname realpath readlink mktemp nproc clear',
    ).map((name) => [name, tool]),
  ),
};
