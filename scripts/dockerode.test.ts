import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMachine, type Machine } from '../emulator/index';
import { serveEngine } from '../runtime/node/serve-engine';

// A client of the Engine API that nobody here wrote, on the emulated Engine over TCP.
let machine: Machine;
let server: Server;
let docker: Docker;

/** The last message of a stream of progress. */
const follow = (stream: NodeJS.ReadableStream) =>
  new Promise<{ status?: string; stream?: string; error?: string }[]>((resolve, reject) =>
    docker.modem.followProgress(stream, (error: Error | null, messages: { status?: string }[]) => (error ? reject(error) : resolve(messages))),
  );

/** A multiplexed stream taken apart. */
async function demultiplex(stream: NodeJS.ReadableStream): Promise<{ out: string; err: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  docker.modem.demuxStream(stream, out, err);
  stream.on('end', () => {
    out.end();
    err.end();
  });
  const [outText, errText] = await Promise.all([text(out), text(err)]);
  return { out: outText, err: errText };
}

beforeAll(async () => {
  machine = await createMachine({ seed: 'dockerode', instant: true });
  server = await serveEngine(machine, 0);
  docker = new Docker({ protocol: 'http', host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  await machine.run('until docker info >/dev/null 2>&1; do sleep 0.02; done');
  await follow((await docker.pull('busybox:latest')));
});

afterAll(async () => {
  server.close();
  await machine.shutDown();
});

describe('dockerode', () => {
  it('asks for the daemon', async () => {
    expect(String(await docker.ping())).toBe('OK');
    expect((await docker.version()).ApiVersion).toBe('1.51');
    expect(await docker.info()).toMatchObject({ Images: 1, Driver: 'overlay2', OSType: 'linux' });
  });

  it('runs a container with its output on two streams, and gets its exit code', async () => {
    const container = await docker.createContainer({ Image: 'busybox', Cmd: ['sh', '-c', 'echo out; echo err >&2; exit 4'] });
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    const shown = demultiplex(stream);
    await container.start();
    expect(await container.wait()).toEqual({ StatusCode: 4 });
    expect(await shown).toEqual({ out: 'out\n', err: 'err\n' });
    expect((await container.inspect()).State).toMatchObject({ Status: 'exited', ExitCode: 4 });
    await container.remove();
    await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404, json: { message: `No such container: ${container.id}` } });
  });

  it('writes to a container with a terminal, and resizes it', async () => {
    const container = await docker.createContainer({ Image: 'busybox', Cmd: ['sh'], Tty: true, OpenStdin: true, StdinOnce: true });
    const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
    await container.start();
    await container.resize({ h: 30, w: 100 });
    const shown = text(stream);
    stream.write('stty size; exit\n');
    expect(await shown).toContain('30 100');
    await container.remove({ force: true });
  });

  it('executes in a running container', async () => {
    const container = await docker.createContainer({ Image: 'busybox', Cmd: ['sleep', '1000'], name: 'longer', Labels: { a: 'b' } });
    await container.start();
    await expect(docker.createContainer({ Image: 'busybox', name: 'longer' })).rejects.toMatchObject({ statusCode: 409 });
    const exec = await container.exec({ Cmd: ['sh', '-c', 'cat; exit 5'], AttachStdin: true, AttachStdout: true, AttachStderr: true });
    const stream = await exec.start({ hijack: true, stdin: true });
    const shown = demultiplex(stream);
    stream.end('through\n');
    expect((await shown).out).toBe('through\n');
    expect(await exec.inspect()).toMatchObject({ ExitCode: 5, Running: false });
    const listed = await docker.listContainers({ filters: { label: ['a=b'] } });
    expect(listed.map(({ Names, State }) => [Names, State])).toEqual([[['/longer'], 'running']]);
    expect((await container.stats({ stream: false })).pids_stats?.current).toBe(1);
    expect(((await container.top()) as { Processes: unknown }).Processes).toHaveLength(1);
  });

  it('reads logs, and copies files in and out', async () => {
    const container = await docker.createContainer({ Image: 'busybox', Cmd: ['sh', '-c', 'echo one; echo two; sleep 1000'] });
    await container.start();
    await machine.run(`until docker logs ${container.id} | grep -q two; do sleep 0.02; done`);
    const logs = await container.logs({ stdout: true, stderr: true, tail: 1 });
    expect(logs.subarray(8).toString()).toBe('two\n');
    const archive = await container.getArchive({ path: '/etc/passwd' });
    await container.putArchive(archive, { path: '/tmp' });
    expect(((await container.changes()) as { Path: string }[]).map(({ Path }) => Path)).toEqual(['/tmp', '/tmp/passwd']);
    await container.remove({ force: true });
  });

  it('hears of events while they happen', async () => {
    const events = (await docker.getEvents({ filters: { type: ['volume'] } })) as Readable;
    const first = new Promise<{ Action: string; Actor: { ID: string } }>((resolve) => events.once('data', (data: Buffer) => resolve(JSON.parse(data.toString()) as never)));
    await docker.createVolume({ Name: 'told' });
    expect(await first).toMatchObject({ Action: 'create', Actor: { ID: 'told' } });
    events.destroy();
    expect((await docker.listVolumes()).Volumes.map(({ Name }) => Name)).toEqual(['told']);
    await docker.getVolume('told').remove();
  });

  it('builds an image from files, tags it, and takes it away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'drydock-build-'));
    writeFileSync(join(folder, 'Dockerfile'), 'FROM busybox\nCOPY hello /hello\nRUN cat /hello\n');
    writeFileSync(join(folder, 'hello'), 'from a file\n');
    const messages = await follow(await docker.buildImage({ context: folder, src: ['Dockerfile', 'hello'] }, { t: 'built:1' }));
    rmSync(folder, { recursive: true });
    expect(messages.map(({ stream = '' }) => stream).join('')).toMatch(/from a file\n[^]*Successfully tagged built:1\n/);
    const image = docker.getImage('built:1');
    expect((await image.history()) as unknown[]).toHaveLength(3);
    await image.tag({ repo: 'other', tag: '2' });
    expect((await docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []).sort()).toEqual(['built:1', 'busybox:latest', 'other:2']);
    await docker.getImage('other:2').remove();
    await image.remove();
    await expect(image.inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('makes a network and joins containers by name', async () => {
    const network = await docker.createNetwork({ Name: 'back', IPAM: { Config: [{ Subnet: '10.9.0.0/16' }] } });
    const container = docker.getContainer('longer');
    await network.connect({ Container: container.id });
    expect(Object.values((await network.inspect()).Containers as Record<string, { Name: string; IPv4Address: string }>)).toMatchObject([{ Name: 'longer', IPv4Address: '10.9.0.2/16' }]);
    await expect(network.remove()).rejects.toMatchObject({ statusCode: 403 });
    await network.disconnect({ Container: container.id });
    await network.remove();
    await container.kill();
    await container.remove();
    expect((await docker.pruneContainers()).ContainersDeleted).toBeNull();
  });

  it('gets a progress that ends with an error for what is not there', async () => {
    await expect(docker.pull('no-such-image-anywhere')).rejects.toMatchObject({ statusCode: 404 });
  });
});
