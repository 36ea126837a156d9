import type { Process, Program } from '../../process/types';

/** `service NAME VERB`, which hands over to systemctl. */
export const serviceCommand: Program = async (process: Process): Promise<number> => {
  const [, name, verb] = process.argv;
  if (name === undefined || verb === undefined) {
    await process.write(2, 'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n');
    return 1;
  }
  return await process.execute('/usr/bin/systemctl', ['systemctl', verb, name], process.env);
};
