import { isSystemError, SystemError } from '../kernel/errno';
import type { FileCalls } from '../vfs/types';
import { isAddress, isIpv6 } from './address';
import type { Address, NameAnswer, NameQuestion } from './types';

/** What /etc/resolv.conf says. */
interface ResolverConfiguration {
  readonly servers: readonly Address[];
  readonly search: readonly string[];
  /** A name with as many dots is tried as it is before the search list. */
  readonly dots: number;
}

/** Name servers that are asked, at most. */
const serverLimit = 3;

function readIfThere(files: FileCalls, path: string): string {
  try {
    return files.readText(path);
  } catch (error) {
    if (isSystemError(error)) return '';
    throw error;
  }
}

function words(line: string): string[] {
  return line
    .replace(/[#;].*/, '')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
}

/** Addresses that /etc/hosts has for a name, in its order. */
function findInHosts(files: FileCalls, name: string): Address[] {
  const found: Address[] = [];
  for (const line of readIfThere(files, '/etc/hosts').split('\n')) {
    const [address, ...names] = words(line);
    if (address !== undefined && isAddress(address) && names.some((one) => one.toLowerCase() === name)) found.push(address);
  }
  return found;
}

function readConfiguration(files: FileCalls): ResolverConfiguration {
  const servers: Address[] = [];
  let search: string[] = [];
  let dots = 1;
  for (const line of readIfThere(files, '/etc/resolv.conf').split('\n')) {
    const [keyword, ...rest] = words(line);
    if (keyword === 'nameserver' && rest[0] !== undefined) servers.push(rest[0]);
    else if (keyword === 'search' || keyword === 'domain') search = rest.filter((domain) => domain !== '.');
    else if (keyword === 'options') for (const option of rest) if (/^ndots:\d+$/.test(option)) dots = Number(option.slice(6));
  }
  return { servers: servers.length > 0 ? servers.slice(0, serverLimit) : ['127.0.0.1'], search, dots };
}

/** The order in which callers should try: IPv6 first where it can be reached (only loopback can), as getaddrinfo sorts. */
function sorted(addresses: readonly Address[]): Address[] {
  const rank = (address: Address) => (address === '::1' ? 0 : isIpv6(address) ? 2 : 1);
  return [...new Set(addresses)].sort((a, b) => rank(a) - rank(b));
}

/**
 * Finds the addresses of a name by /etc/hosts and the name servers of /etc/resolv.conf; none when it is not there.
 * EAGAIN ("temporary failure") when no name server answers.
 */
export async function lookUpName(files: FileCalls, ask: (server: Address, question: NameQuestion) => Promise<NameAnswer>, name: string): Promise<Address[]> {
  if (isAddress(name)) return [name];
  const plain = name.replace(/\.$/, '').toLowerCase();
  if (plain === '') return [];
  const known = findInHosts(files, plain);
  if (known.length > 0) return sorted(known);
  const { servers, search, dots } = readConfiguration(files);
  const searched = name.endsWith('.') ? [] : search.map((domain) => `${plain}.${domain}`);
  const asItIsFirst = name.endsWith('.') || plain.split('.').length - 1 >= dots;
  let failed: SystemError | undefined;
  for (const candidate of asItIsFirst ? [plain, ...searched] : [...searched, plain]) {
    const answer = await askAll(servers, ask, candidate);
    if (answer instanceof SystemError) failed = answer;
    else if (answer.length > 0) return sorted(answer);
    else failed = undefined;
  }
  if (failed) throw failed;
  return [];
}

/** Asks one server after the other until one answers. */
async function askAll(
  servers: readonly Address[],
  ask: (server: Address, question: NameQuestion) => Promise<NameAnswer>,
  name: string,
): Promise<Address[] | SystemError> {
  for (const server of servers) {
    try {
      const answers = [await ask(server, { name, type: 'A' }), await ask(server, { name, type: 'AAAA' })];
      if (answers.some(({ status }) => status === 'SERVFAIL' || status === 'REFUSED')) continue;
      return answers.flatMap(({ records }) => records.filter(({ type }) => type === 'A' || type === 'AAAA').map(({ data }) => data));
    } catch (error) {
      if (!isSystemError(error) || isSystemError(error, 'EINTR')) throw error;
    }
  }
  return new SystemError('EAGAIN');
}
