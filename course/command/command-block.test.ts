import { describe, expect, it } from 'vitest';
import { readCommandBlock } from './command-block';

const refuse = (problem: string): never => {
  throw new Error(problem);
};
const read = (value: string, lang?: string, meta?: string) => readCommandBlock({ value, lang, meta }, refuse);

describe('a block of commands', () => {
  it('takes every line of a shell block as a step, with the remark above it', () => {
    expect(read('# everything\ndocker ps -a\n\ndocker images # and these', 'sh')).toEqual([
      { comment: 'everything', run: 'docker ps -a' },
      { run: 'docker images # and these' },
    ]);
  });

  it('keeps together what bash reads together', () => {
    const loop = 'for i in 1 2; do\n  docker pull "busybox:1.$i"\ndone';
    const file = "cat > Dockerfile <<'END'\nFROM <any>\nRUN echo [OPTIONS] # IMAGE\nEND";
    const long = 'docker run --rm \\\n  busybox \\\n  ls';
    expect(read([loop, file, long, 'cd /tmp; ls'].join('\n'), 'bash')).toEqual([{ run: loop }, { run: file }, { run: long }, { run: 'cd /tmp; ls' }]);
  });

  it('keeps a remark at the end', () => {
    expect(read('docker ps\n# that is all', 'sh')).toEqual([{ run: 'docker ps' }, { comment: 'that is all' }]);
  });

  it('tells commands from output in a session', () => {
    const session = [
      'before',
      '$ docker ps -q',
      '4c01db0b339c',
      '',
      '5d',
      "$ cat > a <<'END'",
      '> FROM x',
      '> END',
      '$ docker run --rm \\',
      '>   busybox true',
      '$ ls',
    ].join('\n');
    expect(read(session, 'console')).toEqual([
      { output: 'before' },
      { run: 'docker ps -q', output: '4c01db0b339c\n\n5d' },
      { run: "cat > a <<'END'\nFROM x\nEND" },
      { run: 'docker run --rm \\\n  busybox true' },
      { run: 'ls' },
    ]);
  });

  it('knows commands in a block without a language', () => {
    expect(read('docker ps\ndocker images')).toEqual([{ run: 'docker ps' }, { run: 'docker images' }]);
  });

  it('takes a block for a session when it begins with a prompt', () => {
    expect(read('$ docker ps\nnothing')).toEqual([{ run: 'docker ps', output: 'nothing' }]);
    expect(read('$ docker ps\nnothing', 'sh')).toEqual([{ run: 'docker ps', output: 'nothing' }]);
  });

  it.each([
    ['a Dockerfile', 'FROM ubuntu:15.04\nCOPY . /app', undefined],
    ['a synopsis', 'docker run [OPTIONS] IMAGE', 'sh'],
    ['a session with a synopsis', '$ docker rmi <hash>', 'console'],
    ['output alone', 'CONTAINER ID   IMAGE', 'console'],
    ['another language', 'docker ps', 'text'],
    ['a tool that is not here', 'git clone https://example.org/x\ndocker ps', 'sh'],
    ['what bash would not read', "docker ps 'open", 'sh'],
    ['remarks alone', '# nothing', 'sh'],
    ['an empty block', '', 'sh'],
  ])('leaves %s as it is', (_, value, lang) => {
    expect(read(value, lang)).toBeUndefined();
  });

  it('takes how the last command ends from behind the language', () => {
    expect(read('docker ps\ndocker nope', 'sh', 'exit=1')).toEqual([{ run: 'docker ps' }, { run: 'docker nope', exit: 1 }]);
    expect(read('sudo dockerd', 'sh', 'until=ctrl-c')).toEqual([{ run: 'sudo dockerd', until: 'ctrl-c' }]);
    expect(() => read('docker ps', 'sh', 'exit=never')).toThrow('expected exit=N or until=ctrl-c');
  });
});
