import { EngineError } from '../../engine/error';

/** A time of the query (`1699999999`, `1699999999.123456789`): seconds since 1970, or undefined. */
export function seconds(text: string | null): number | undefined {
  if (text === null || text === '' || text === '0') return undefined;
  const [whole = ''] = text.split('.');
  if (!/^-?\d+(\.\d*)?$/.test(text)) throw new EngineError('invalid parameter', `strconv.ParseInt: parsing ${JSON.stringify(whole)}: invalid syntax`);
  return Number(text);
}
