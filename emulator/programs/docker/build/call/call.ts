import type { BuildCallResult } from '../../../../api/types/build';
import { CliError } from '../../cli/error';
import { splitFields, splitPair } from '../option/fields';
import { lintText } from './lint-report';
import { outlineText } from './outline';
import { targetsText } from './targets';

/** `--call`: what is asked of the frontend instead of a build. */
export interface Call {
  readonly name: string;
  readonly format: string;
  readonly ignoresStatus: boolean;
}

/** Reads `--call` (`check,format=json`); undefined for an ordinary build. */
export function parseCall(text: string): Call | undefined {
  const [first = '', ...rest] = splitFields(text);
  let format = '';
  let ignoresStatus = false;
  let name = first;
  for (const field of first.includes('=') ? [first, ...rest] : rest) {
    const { key, value } = splitPair(field);
    if (key === 'format') format = value ?? '';
    else if (key === 'ignorestatus') ignoresStatus = value === undefined || /^(1|t|true)$/i.test(value);
    else throw new CliError(`invalid value: ${text}`);
    if (field === first) name = '';
  }
  if (name === 'build' || (name === '' && format === '')) return undefined;
  return { name: name === 'lint' ? 'check' : name || 'build', format, ignoresStatus };
}

/** The calls that the builder's frontend knows. */
export const knownCalls: ReadonlySet<string> = new Set(['check', 'outline', 'targets']);

/** What `docker build --call` prints and ends with. Throws for a Dockerfile that is no Dockerfile. */
export function callAnswer(call: Call, result: BuildCallResult): { text: string; code: number } {
  const code = call.ignoresStatus ? 0 : Number(result['result.statuscode'] ?? 0);
  const json = result['result.json'];
  if (call.format === 'json') return { text: `${json}\n`, code };
  const text = call.name === 'check' ? lintText(json) : call.name === 'targets' ? targetsText(json) : outlineText(json);
  return { text, code };
}
