import type { DockerCli } from './docker-cli';

const indent = ' '.repeat(9);
/** Code: bold within what is italic. */
const styled = (line: string) => `\u001b[3m${line.replaceAll(/`(.*?)`/g, '\u001b[1m$1\u001b[0m').replaceAll(/<(.*?)>/g, '\u001b[4m$1\u001b[0m')}\u001b[0m`;
const plain = (line: string) => line.replaceAll(/`(.*?)`/g, '$1').replaceAll(/<(.*?)>/g, '$1');

/** Prints a piece of advice, with colours on a terminal. In a line, `…` marks what is bold there and <…> what is underlined. */
export async function printNote(docker: DockerCli, descriptor: 1 | 2, [first = '', ...rest]: readonly string[]): Promise<void> {
  const terminal = docker.isTerminal(descriptor);
  const head = terminal ? `\u001b[1m\u001b[106m\u001b[30mi\u001b[0m\u001b[0m \u001b[96mInfo → \u001b[0m\u001b[0m` : ' Info -> ';
  const show = terminal ? styled : plain;
  await docker.process.write(descriptor, `\n${head}${show(first)}\n${rest.map((line) => `${indent}${show(line)}\n`).join('')}`);
}
