import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine, type Machine } from '../../index';

let machine: Machine;

/** Runs a script as root and returns what it printed. */
async function run(script: string): Promise<string> {
  const { code, stdout, stderr } = await machine.run(script, { user: 'root' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

beforeAll(async () => {
  machine = await createMachine({ seed: 'debian', instant: true });
  await run('until docker info >/dev/null 2>&1; do sleep 0.02; done; for tag in latest 12 12-slim 11; do docker pull -q debian:$tag; done');
});

describe('debian', () => {
  it('says which release it is', async () => {
    expect(await run("docker run --rm debian sh -c '. /etc/os-release; echo $ID $VERSION_CODENAME $VERSION_ID; cat /etc/debian_version'")).toBe('debian bookworm 12\n12.12\n');
    expect(await run("docker run --rm debian:11 sh -c '. /etc/os-release; echo $PRETTY_NAME; cat /etc/debian_version'")).toBe('Debian GNU/Linux 11 (bullseye)\n11.11\n');
  });

  it('is one image under its names, and smaller as slim', async () => {
    const facts = (tag: string, template: string) => run(`docker image inspect -f '${template}' debian:${tag}`);
    expect(await facts('12', '{{.Id}}')).toBe(await facts('latest', '{{.Id}}'));
    expect(await facts('12', '{{json .Config.Cmd}} {{json .Config.Env}}')).toBe('["bash"] ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]\n');
    expect(Number(await facts('12-slim', '{{.Size}}'))).toBeLessThan(Number(await facts('12', '{{.Size}}')) - 30_000_000);
  });

  it("installs from Debian's archive", async () => {
    expect(await run(`docker run --rm debian bash -c 'apt-get update >/dev/null && apt-get install -y -qq jq >/dev/null 2>&1; echo "{\\"a\\":7}" | jq .a; dpkg-query -W jq'`)).toBe('7\njq\t1.6-2.1+deb12u1\n');
  });

  it('shares its root with the images that stand on it', async () => {
    expect(await run('docker pull nginx | grep -c "Already exists"')).toBe('1\n');
  });
});
