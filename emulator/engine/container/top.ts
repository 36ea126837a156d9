import { concatenate, decode } from '../../kernel/bytes';
import type { ContainerTop } from '../../api/types/container';
import type { Process } from '../../process/types';
import { EngineError } from '../error';
import type { EngineParts } from '../parts';
import type { Container } from './container';

const ps = '/usr/bin/ps';

/** Runs the host's `ps` and returns what it printed; throws `EngineError` with its complaint. */
async function runPs(process: Process, words: readonly string[]): Promise<string> {
  const [fromOutput, output] = process.pipe();
  const [fromErrors, errors] = process.pipe();
  const pid = await process.spawn({ path: ps, argv: ['ps', ...words], files: new Map([[1, output], [2, errors]]) });
  process.close(output);
  process.close(errors);
  const collect = async (descriptor: number) => {
    const parts: Uint8Array[] = [];
    for (let bytes = await process.read(descriptor); bytes.length > 0; bytes = await process.read(descriptor)) parts.push(bytes);
    process.close(descriptor);
    return decode(concatenate(parts));
  };
  const [printed, complaint] = await Promise.all([collect(fromOutput), collect(fromErrors)]);
  const result = await process.wait(pid);
  if (result?.status.kind === 'exited' && result.status.code === 0) return printed;
  throw new EngineError('system', `ps: exit status 1: ${complaint.trim().split('\n')[0] ?? ''}`);
}

/**
 * `docker top`: what the host's `ps` prints of the container's processes, with the arguments that were asked for. As in the real daemon, the
 * column headed PID tells which rows are the container's; without one there is no answer.
 */
export async function containerProcesses(parts: EngineParts, container: Container, psArguments: string): Promise<ContainerTop> {
  const { task } = container;
  if (!task) throw new EngineError('conflict', `container ${container.id} is not running`);
  if (container.record.State.Restarting) throw new EngineError('conflict', `container ${container.id} is restarting, wait until the container is running`);
  const { process } = parts;
  const own = new Set(process.list().filter((row) => row.controlGroup === task.controlGroup).map((row) => row.pid));
  const [head = '', ...lines] = (await runPs(process, psArguments.trim() === '' ? ['-ef'] : psArguments.trim().split(/\s+/))).split('\n');
  const titles = head.trim().split(/\s+/);
  const at = titles.indexOf('PID');
  if (at < 0) throw new EngineError('system', "Couldn't find PID field in ps output");
  const rows = lines.filter((line) => line.trim() !== '').map((line) => fields(line, titles.length));
  return { Titles: titles, Processes: rows.filter((row) => own.has(Number(row[at]))) };
}

/** A line as so many fields; the last has the rest of the line. */
function fields(line: string, count: number): string[] {
  const words = line.trim().split(/\s+/);
  return words.length <= count ? words : [...words.slice(0, count - 1), words.slice(count - 1).join(' ')];
}
