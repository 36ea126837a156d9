import { EngineError } from '../error';

/** The ports that EXPOSE names (`80`, `443/tcp`, `8000-8010/udp`) as `80/tcp`. Throws `EngineError`. */
export function parsePorts(written: readonly string[]): string[] {
  return written.flatMap((text) => {
    const [range = '', protocol = 'tcp'] = text.split('/');
    const port = range.split(':').at(-1) ?? '';
    const [first = '', last = first] = port.split('-');
    if (![first, last].every((one) => /^\d+$/.test(one) && Number(one) <= 65_535)) throw new EngineError('invalid parameter', `invalid containerPort: ${text}`);
    if (Number(last) < Number(first)) throw new EngineError('invalid parameter', `invalid range specified for port: ${text}`);
    if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) throw new EngineError('invalid parameter', `invalid proto: ${protocol}`);
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${Number(first) + index}/${protocol.toLowerCase()}`);
  });
}
