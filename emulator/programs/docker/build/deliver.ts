import type { BuildOutputPiece } from '../../../api/types/build';
import { isSystemError } from '../../../kernel/errno';
import { createTarParser, type TarParser } from '../../../vfs/tar/tar-reader';
import { createUnpacker, type Unpacker } from '../../../vfs/tar/unpack-tree';
import type { DockerCli } from '../cli/docker-cli';
import { CliError } from '../cli/error';
import { fromBase64 } from './base64';
import type { Output } from './option/outputs';

/** Puts down what the builder sends back for outputs on this host. */
export interface Delivery {
  take(piece: BuildOutputPiece): Promise<void>;
}

type Receiver = (bytes: Uint8Array, isLast: boolean) => Promise<void>;

/** A {@link Delivery} for `outputs`, in the order in which they were sent with the request. */
export function createDelivery(docker: DockerCli, outputs: readonly Output[]): Delivery {
  const receivers = new Map<number, Receiver>();
  const receiverFor = async (index: number): Promise<Receiver> => {
    const { type, destination } = outputs[index] ?? { type: '', destination: '' };
    if (type === 'local') return unpackInto(docker, destination);
    if (destination === '-') return (bytes) => docker.print(bytes);
    return writeInto(docker, destination);
  };
  return {
    async take({ output, data, last = false }) {
      let receiver = receivers.get(output);
      if (!receiver) receivers.set(output, (receiver = await receiverFor(output)));
      await receiver(fromBase64(data), last);
    },
  };
}

function unpackInto(docker: DockerCli, directory: string): Receiver {
  const { files } = docker.process;
  let parser: TarParser | undefined;
  let unpacker: Unpacker | undefined;
  return async (bytes, isLast) => {
    try {
      if (!files.exists(directory)) files.makeDirectory(directory, { parents: true, mode: 0o755 });
      parser ??= createTarParser();
      unpacker ??= createUnpacker(files, directory, { owners: false });
      for (const entry of parser.push(bytes)) {
        unpacker.add(entry);
        await docker.process.tick();
      }
      if (!isLast) return;
      parser.end();
      unpacker.finish();
    } catch (error) {
      if (isSystemError(error)) throw new CliError(`failed to solve: error from receiver: ${error.path ? `open ${error.path}: ` : ''}${error.message.toLowerCase()}`);
      throw error;
    }
  };
}

async function writeInto(docker: DockerCli, path: string): Promise<Receiver> {
  const { process } = docker;
  let descriptor: number;
  try {
    descriptor = await process.open(path, { write: true, create: true, truncate: true, mode: 0o644 });
  } catch (error) {
    if (isSystemError(error)) throw new CliError(`failed to open ${path}: open ${path}: ${error.message.toLowerCase()}`);
    throw error;
  }
  return async (bytes, isLast) => {
    await process.write(descriptor, bytes);
    if (isLast) process.close(descriptor);
  };
}
