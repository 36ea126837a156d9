import { createMachine, type DiskRecord, type Machine } from '../index';

/**
 * Makes the state in which every recording begins, in the real Docker's box and here: one image, `busybox:latest`, that was imported from a root
 * file system with `docker import -c 'CMD ["sh"]'`, and nothing else. The registry's program is there as Debian has it, with the box's settings.
 */
const prepare = `
until docker info >/dev/null 2>&1; do sleep 0.02; done
docker pull -q busybox >/dev/null && docker create --name root busybox >/dev/null || exit 1
docker export root | tar -x -C /srv && rm -rf /srv/.dockerenv /srv/lib /srv/lib64 || exit 1
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n' >/srv/etc/passwd
printf 'root:x:0:\nnobody:x:65534:\n' >/srv/etc/group
docker pull -q registry:2 >/dev/null && docker create --name registry registry:2 >/dev/null && docker cp -q registry:/bin/registry /usr/bin/docker-registry || exit 1
printf 'version: 0.1\nstorage: {filesystem: {rootdirectory: /var/lib/registry}, delete: {enabled: true}}\nhttp: {addr: "127.0.0.1:5000"}\n' >/etc/registry.yml
docker rm -v root registry >/dev/null && docker rmi -f busybox registry:2 >/dev/null || exit 1
tar -C /srv -c . | docker import -c 'CMD ["sh"]' - busybox:latest >/dev/null || exit 1
find /srv -mindepth 1 -delete
sudo systemctl stop docker
sync`;

let prepared: Promise<ReadonlyMap<number, DiskRecord>> | undefined;

async function prepareDisk(): Promise<ReadonlyMap<number, DiskRecord>> {
  const machine = await createMachine({ seed: 'box', instant: true });
  const { code, stdout, stderr } = await machine.run(prepare, { user: 'root' });
  if (code !== 0) throw new Error(`the box could not be prepared:\n${stdout}${stderr}`);
  return machine.disk.exportDisk();
}

/** Starts the registry that the box has on localhost:5000. */
const startRegistry = `
setsid docker-registry serve /etc/registry.yml >/var/log/registry.log 2>&1 </dev/null &
until curl -s -o /dev/null localhost:5000/; do sleep 0.02; done`;

/** A machine in the state in which recordings begin, with its daemon up (and `registry`, which only some scenarios need). Each call gives another; they share nothing. */
export async function createBox({ registry = false } = {}): Promise<Machine> {
  prepared ??= prepareDisk();
  const machine = await createMachine({ seed: 'replay', instant: true, disk: await prepared });
  await machine.run('until docker info >/dev/null 2>&1; do sleep 0.02; done');
  if (registry) await machine.run(startRegistry, { user: 'root' });
  return machine;
}
