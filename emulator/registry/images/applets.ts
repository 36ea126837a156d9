/** The links to busybox in small images. A test holds this list against the applets that programs/busybox has. */
export const appletNames: readonly string[] =
  'arch ash basename cat chgrp chmod chown cp cut date df dirname du egrep env false fgrep find grep groups gunzip gzip head hostname id kill ln ls md5sum mkdir mktemp mv nohup nproc pgrep pkill printenv ps pwd readlink realpath rm rmdir sed seq sh sha1sum sha256sum sha512sum sleep sort stat su tail tar tee timeout touch tr tree true tty uname uniq wc whoami xargs yes zcat'.split(
    ' ',
  );
