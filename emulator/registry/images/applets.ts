/** The links to busybox in small images. A test holds this list against the applets that programs/busybox has. */
export const appletNames: readonly string[] =
  'addgroup adduser arch ash awk base64 basename cat chgrp chmod chown chpasswd chroot clear cmp comm cp cut date dd df diff dirname dmesg du echo egrep env expand expr factor false fgrep find fold free grep groups gunzip gzip head hexdump hostname id ifconfig install ip kill less ln logname ls md5sum mkdir mkfifo mknod mktemp more mount mv nc netstat nice nl nohup nproc nsenter nslookup od passwd paste pgrep ping pkill printenv printf ps pstree pwd readlink realpath renice reset rev rm rmdir route sed seq setsid sh sha1sum sha256sum sha384sum sha512sum shuf sleep sort split stat stty su sync tac tail tar tee test time timeout top touch tr traceroute tree true truncate tty umount uname unexpand uniq uptime users vi w watch wc wget which who whoami xargs xxd yes zcat'.split(
    ' ',
  );
