import type { RestartPolicy } from '../../../../api/types/host-config';
import { CliError } from '../../cli/error';

/** Reads `--restart on-failure:3`. Whether there is such a policy the daemon decides. Throws `CliError` with `code`. */
export function parseRestartPolicy(text: string, code: number): RestartPolicy {
  const at = text.indexOf(':');
  const name = at < 0 ? text : text.slice(0, at);
  const count = at < 0 ? '' : text.slice(at + 1);
  if (name === '' && text !== '') throw new CliError('invalid restart policy format: no policy provided before colon', code);
  if (count !== '' && !/^[+-]?\d+$/.test(count)) throw new CliError('invalid restart policy format: maximum retry count must be an integer', code);
  return { Name: name as RestartPolicy['Name'], MaximumRetryCount: Number(count) };
}
