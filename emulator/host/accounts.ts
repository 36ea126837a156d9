/** The users and groups that the host starts with, as /etc/passwd and /etc/group have them. */
export const passwd = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
systemd-network:x:998:998:systemd Network Management:/:/usr/sbin/nologin
messagebus:x:101:101::/nonexistent:/usr/sbin/nologin
learner:x:1000:1000:Learner:/home/learner:/bin/bash
`;

/** The learner may use sudo and speak to the Docker daemon. */
export const group = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:learner
tty:x:5:
disk:x:6:
man:x:12:
mail:x:8:
sudo:x:27:learner
www-data:x:33:
shadow:x:42:
utmp:x:43:
staff:x:50:
users:x:100:learner
nogroup:x:65534:
systemd-journal:x:999:
systemd-network:x:998:
messagebus:x:101:
docker:x:988:learner
learner:x:1000:
`;

/** Nobody has a password: sudo does not ask for one. */
export const shadow = passwd
  .trimEnd()
  .split('\n')
  .map((line) => `${line.split(':')[0]}:*:20300:0:99999:7:::\n`)
  .join('');

