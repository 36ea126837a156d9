#!/usr/bin/env python3
"""Runs the file calls in kernel-recordings.json on this machine's Linux (as root) and writes down what it answers.

Each scenario is run in a chroot on a tmpfs of its own, or on an overlay over layers on one. Only results are
written anew; to record another scenario, add one without results.
"""
import errno
import json
import os
import stat
import subprocess
import sys
import tempfile

KINDS = {
    stat.S_IFREG: 'file', stat.S_IFDIR: 'directory', stat.S_IFLNK: 'symlink', stat.S_IFIFO: 'fifo',
    stat.S_IFCHR: 'character', stat.S_IFBLK: 'block', stat.S_IFSOCK: 'socket',
}
FLAGS = {
    'create': os.O_CREAT, 'exclusive': os.O_EXCL, 'truncate': os.O_TRUNC, 'append': os.O_APPEND,
    'noFollow': os.O_NOFOLLOW, 'directory': os.O_DIRECTORY,
}
OPAQUE = 'trusted.overlay.opaque'


def set_up(base, items):
    for item in items:
        path, kind = base + item['path'], item['kind']
        if kind == 'link':
            os.link(base + item['to'], path)
            continue
        if kind == 'whiteout':
            os.mknod(path, stat.S_IFCHR, os.makedev(0, 0))
            continue
        if kind == 'symlink':
            os.symlink(item['target'], path)
            continue
        if kind == 'directory':
            os.mkdir(path)
        else:
            with open(path, 'w') as file:
                file.write(item['text'])
        if item.get('opaque'):
            os.setxattr(path, OPAQUE, b'y')
        os.chown(path, item['uid'], item['gid'])
        os.chmod(path, item['mode'])


def describe(status):
    kind = KINDS[stat.S_IFMT(status.st_mode)]
    return {
        'kind': kind, 'mode': stat.S_IMODE(status.st_mode), 'uid': status.st_uid, 'gid': status.st_gid,
        'links': status.st_nlink, 'size': status.st_size if kind in ('file', 'symlink') else 0,
    }


def tree(path):
    told = {}
    for name in sorted(os.listdir(path)):
        child = path.rstrip('/') + '/' + name
        if not os.path.lexists(child):
            continue
        status = os.lstat(child)
        told[child] = entry = describe(status)
        if entry['kind'] == 'file':
            with open(child) as file:
                entry['text'] = file.read()
        elif entry['kind'] == 'symlink':
            entry['text'] = os.readlink(child)
        elif entry['kind'] == 'character' and status.st_rdev == 0:
            told[child] = {'kind': 'whiteout'}
        elif entry['kind'] == 'directory':
            try:
                if os.getxattr(child, OPAQUE) == b'y':
                    entry['opaque'] = True
            except OSError:
                pass
            told.update(tree(child))
    return told


def open_and_use(path, options, text):
    flags = {'r': os.O_RDONLY, 'w': os.O_WRONLY, 'rw': os.O_RDWR}[options['rw']] | os.O_NONBLOCK
    for name, bit in FLAGS.items():
        if options.get(name):
            flags |= bit
    descriptor = os.open(path, flags, options['mode'])
    try:
        if options['rw'] != 'r':
            os.write(descriptor, text.encode())
            return None
        return None if stat.S_ISDIR(os.fstat(descriptor).st_mode) else os.read(descriptor, 1000).decode()
    finally:
        os.close(descriptor)


def call(name, a, held):
    if name == 'open':
        return open_and_use(*a)
    if name == 'hopen':
        held[a[0]] = os.open(a[1], os.O_RDWR)
        return None
    if name.startswith('h'):
        if a[0] not in held:
            return None
        if name == 'hwrite':
            os.write(held[a[0]], a[1].encode())
        elif name == 'hread':
            return os.pread(held[a[0]], 100, 0).decode()
        elif name == 'hstat':
            return describe(os.fstat(held[a[0]]))
        elif name == 'hclose':
            os.close(held.pop(a[0]))
        return None
    return {
        'mkdir': lambda: os.mkdir(*a),
        'rmdir': lambda: os.rmdir(*a),
        'unlink': lambda: os.unlink(*a),
        'rename': lambda: os.rename(*a),
        'link': lambda: os.link(*a, follow_symlinks=False),
        'symlink': lambda: os.symlink(*a),
        'chmod': lambda: os.chmod(*a),
        'chown': lambda: os.chown(a[0], a[1], a[2], follow_symlinks=a[3]),
        'stat': lambda: describe(os.stat(*a)),
        'lstat': lambda: describe(os.lstat(*a)),
        'readlink': lambda: os.readlink(*a),
        'readdir': lambda: sorted(name for name in os.listdir(*a) if os.geteuid() or os.path.lexists(f'{a[0]}/{name}')),
        'truncate': lambda: os.truncate(*a),
        'access': lambda: os.access(*a, effective_ids=True),
        'mkfifo': lambda: os.mknod(a[0], stat.S_IFIFO | a[1]),
        'utime': lambda: os.utime(a[0], None if a[1] is None else (a[1], a[1])),
        'tree': lambda: tree(*a),
    }[name]()


def as_user(step, held):
    user = step['user']
    if user:
        os.setgroups([27] if user == 1000 else [])
        os.setegid(user)
        os.seteuid(user)
    os.umask(step['umask'])
    try:
        return {'value': call(step['call'], step['args'], held)}
    except OSError as error:
        return {'errno': errno.errorcode[error.errno]}
    finally:
        if user:
            os.seteuid(0)
            os.setegid(0)
            os.setgroups([])


def record(scenario, base):
    os.umask(0)
    outside = os.open('/', os.O_RDONLY)
    if scenario['mode'] == 'overlay':
        lowers = [f'{base}/l{index}' for index in range(len(scenario['layers']))]
        for path, items in zip(lowers, scenario['layers']):
            os.mkdir(path, 0o777)
            set_up(path, items)
        for name in 'uwm':
            os.mkdir(f'{base}/{name}', 0o777)
        root = f'{base}/m'
        options = f'lowerdir={":".join(lowers)},upperdir={base}/u,workdir={base}/w'
        subprocess.check_call(['mount', '-t', 'overlay', 'overlay', '-o', options, root])
    else:
        root = f'{base}/r'
        os.mkdir(root, 0o777)
        set_up(root, scenario['layers'][0])
    os.chroot(root)
    os.chdir('/')
    held = {}
    for step in scenario['steps']:
        for key in ('value', 'errno'):
            step.pop(key, None)
        step.update(as_user(step, held))
    for descriptor in held.values():
        os.close(descriptor)
    os.fchdir(outside)
    os.chroot('.')
    os.chdir('/')
    os.close(outside)
    if scenario['mode'] == 'overlay':
        upper = f'{base}/u'
        scenario['upper'] = {path[len(upper):]: entry for path, entry in tree(upper).items()}
        subprocess.call(['umount', root])


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'kernel-recordings.json')
    scenarios = json.load(open(path))
    for scenario in scenarios:
        base = tempfile.mkdtemp()
        subprocess.check_call(['mount', '-t', 'tmpfs', 'tmpfs', base])
        try:
            record(scenario, base)
        finally:
            subprocess.call(['umount', '-l', base])
            os.rmdir(base)
    lines = ',\n'.join(json.dumps(scenario, separators=(',', ':')) for scenario in scenarios)
    with open(path, 'w') as file:
        file.write(f'[\n{lines}\n]\n')


if __name__ == '__main__':
    sys.exit(main())
