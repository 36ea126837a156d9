import { describe, expect, it } from 'vitest';
import { isCommand, isStatement } from './command-rule';

const commands = [
  'docker ps',
  'docker image ls',
  'docker images',
  'docker images -q --no-trunc',
  'docker run hello-world',
  'sudo docker run hello-world',
  'sudo dockerd',
  'dockerd --help',
  'docker --version',
  'docker run --help',
  'docker run -it --rm ubuntu:24.04 bash',
  'docker run --rm -v /tmp:/data alpine ls -l /data',
  "docker ps --format '{{.ID}} {{.Names}}'",
  "docker images --filter 'reference=busybox:*'",
  'docker ps -q | xargs docker rm -f',
  'docker ps | less',
  'docker logs web 2>&1 | grep ERROR',
  'docker kill -s TERM web',
  'docker kill --signal=HUP web',
  'docker run -e PATH=/bin busybox env',
  'docker rmi $(docker images -q)',
  'docker system df',
  'docker compose up',
  'docker-compose up',
  'docker-compose up -d',
  'docker-machine env default',
  'docker-machine start default',
  'docker-machine ls',
  'docker volume ls',
  'docker compose up -d',
  'docker container rm web',
  'DOCKER_HOST=tcp://127.0.0.1:2375 docker ps',
  'ls',
  'ls -la /var/lib/docker',
  'ls [a-z]*',
  'cat /etc/os-release',
  'whoami',
  'cd /tmp && ls',
  'echo "<b>IMAGE</b>"',
  'for name in one two; do docker stop "$name"; done',
  'sudo ls /var/lib/docker',
  'sudo -u root docker ps',
  'systemctl status docker',
  'curl -s localhost:8080 > page.html',
  'curl --unix-socket /var/run/docker.sock http://localhost/version',
];

const others = [
  // synopses
  'docker run [OPTIONS] IMAGE[:TAG|@DIGEST] [COMMAND] [ARG...]',
  'docker run [OPTIONS] IMAGE',
  'docker run <image>',
  'docker rmi <hash>',
  'docker rmi <image name>',
  'docker-machine start [arg...]',
  'docker images [OPTIONS] [REPOSITORY[:TAG]]',
  'docker rmi [OPTIONS] IMAGE [IMAGE...]',
  'docker rm CONTAINER',
  'docker cp SRC_PATH DEST',
  'docker run -v HOST:CONTAINER nginx',
  'docker tag SOURCE_IMAGE busybox',
  'docker exec web …',
  'export DOCKER_HOST=…',
  'docker exec web ...',
  'systemctl {start|stop} docker',
  'systemctl start|stop docker',
  // the name of a command, which needs an argument
  'docker run',
  'docker rmi',
  'docker run -it',
  'docker image',
  'docker image rm',
  'docker context create',
  'docker container start',
  'docker-machine start',
  'docker-machine stop',
  'docker compose',
  // the name of a tool
  'docker',
  'dockerd',
  'docker-compose',
  'docker-machine',
  'env',
  'bash',
  'sudo',
  // files, options, values, words
  'Dockerfile',
  'docker-compose.yml',
  '/var/lib/docker',
  '--rm',
  '-it',
  'overlay2',
  'aufs',
  'default',
  'hello-world',
  'IMAGE ID',
  '<hash>',
  'Ctrl',
  'union',
  'stackable image layers',
  'copy-on-write',
  'CoW',
  'docker engine',
  'docker daemon',
  'docker group',
  'FROM ubuntu:15.04',
  'COPY . /app',
  'NAME=value',
  '(VMs)',
  '{}',
  '[ ]',
  // not bash, or not one line
  "docker run 'hello",
  'docker ps |',
  'docker ps\ndocker images',
  '',
  '   ',
];

describe('inline code that is a command', () => {
  it.each(commands)('`%s` becomes a chip', (code) => {
    expect(isCommand(code)).toBe(true);
  });

  it.each(others)('`%s` does not', (code) => {
    expect(isCommand(code)).toBe(false);
  });
});

describe('a statement of a shell block', () => {
  it.each(['NAME=web', './build.sh --fast', 'docker nosuchverb', "cat > Dockerfile <<'END'\nFROM <any> IMAGE\nEND"])('%s can be run', (code) => {
    expect(isStatement(code)).toBe(true);
  });

  it.each(['git clone https://example.org', 'docker rmi <hash>', "docker run 'open"])('%s can not', (code) => {
    expect(isStatement(code)).toBe(false);
  });
});
