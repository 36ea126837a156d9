/** `nslookup` and `dig`: questions to one name server. */
import { isSystemError } from '../../kernel/errno';
import type { NameAnswer, NameQuestion } from '../../net/types';
import type { Process, Program } from '../../process/types';
import type { Flavour } from '../command-line/tool';
import { isDotted } from './ip-address';

/** The first name server of /etc/resolv.conf. */
function defaultServer(process: Process): string {
  try {
    return /^nameserver\s+(\S+)/m.exec(process.files.readText('/etc/resolv.conf'))?.[1] ?? '127.0.0.1';
  } catch (error) {
    if (isSystemError(error)) return '127.0.0.1';
    throw error;
  }
}

const reverseName = (address: string) => `${address.split('.').reverse().join('.')}.in-addr.arpa`;

async function serverAddress(process: Process, name: string): Promise<string | undefined> {
  return isDotted(name) ? name : (await process.network.resolve(name))[0];
}

/** `nslookup` of bind, or of busybox. */
export const createNslookup =
  (flavour: Flavour): Program =>
  async (process) => {
    const words = process.argv.slice(1).filter((word) => !word.startsWith('-'));
    const [name, at] = words;
    if (name === undefined) {
      await process.write(2, flavour === 'gnu' ? 'nslookup: interactive mode is not there in this emulated machine; give it a name\n' : 'Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n\nQuery DNS about HOST\n\nQUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any\n');
      return 1;
    }
    const server = await serverAddress(process, at ?? defaultServer(process));
    if (server === undefined) {
      await process.write(flavour === 'gnu' ? 1 : 2, flavour === 'gnu' ? `nslookup: couldn't get address for '${at}': not found\n` : `nslookup: bad address '${at}'\n`);
      return 1;
    }
    const questions: NameQuestion[] = isDotted(name) ? [{ name: reverseName(name), type: 'PTR' }] : [{ name, type: 'A' }, { name, type: 'AAAA' }];
    let answers: NameAnswer[];
    try {
      answers = [];
      for (const question of questions) answers.push(await process.network.queryName(server, question));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (flavour === 'gnu') await process.write(1, `;; communications error to ${server}#53: ${error.errno === 'ECONNREFUSED' ? 'connection refused' : 'timed out'}\n`.repeat(3) + ';; no servers could be reached\n\n');
      else await process.write(error.errno === 'ECONNREFUSED' || error.errno === 'ENETUNREACH' ? 2 : 1, error.errno === 'ETIMEDOUT' ? ';; connection timed out; no servers could be reached\n\n' : `nslookup: ${error.errno === 'ENETUNREACH' ? `can't connect to remote host (${server})` : `read`}: ${error.message}\n`);
      return 1;
    }
    return await (flavour === 'gnu' ? tellBind : tellBusybox)(process, server, name, questions, answers);
  };

async function tellBind(process: Process, server: string, name: string, questions: readonly NameQuestion[], answers: readonly NameAnswer[]): Promise<number> {
  const records = answers.flatMap((answer) => answer.records);
  const failed = answers.find((answer) => answer.status !== 'NOERROR');
  const reverse = questions[0]?.type === 'PTR';
  const head = reverse ? '' : `Server:\t\t${server}\nAddress:\t${server}#53\n\n`;
  if (failed) {
    await process.write(1, `${head}** server can't find ${questions[0]?.name}: ${failed.status}\n\n`);
    return 1;
  }
  if (records.length === 0) {
    await process.write(1, `${head}*** Can't find ${name}: No answer\n\n`);
    return 1;
  }
  const lines = records.map((record) => (record.type === 'PTR' ? `${record.name}\tname = ${record.data}.` : record.type === 'CNAME' ? `${record.name}\tcanonical name = ${record.data}.` : `Name:\t${record.name}\nAddress: ${record.data}`));
  await process.write(1, `${head}${reverse ? '' : 'Non-authoritative answer:\n'}${lines.join('\n')}\n\n`);
  return 0;
}

async function tellBusybox(process: Process, server: string, name: string, questions: readonly NameQuestion[], answers: readonly NameAnswer[]): Promise<number> {
  let text = `Server:\t\t${server}\nAddress:\t${server}:53\n\n`;
  let code = 0;
  for (const [index, answer] of answers.entries()) {
    if (answer.status !== 'NOERROR') {
      text += `** server can't find ${questions[index]?.name}: ${answer.status}\n\n`;
      code = 1;
      continue;
    }
    if (answer.records.length > 0) text += 'Non-authoritative answer:\n';
    for (const record of answer.records) text += record.type === 'PTR' ? `${record.name}\tname = ${record.data}\n` : record.type === 'CNAME' ? `${record.name}\tcanonical name = ${record.data}\n` : `Name:\t${record.name}\nAddress: ${record.data}\n`;
    if (answer.records.length === 0 && index === 0) text += `*** Can't find ${name}: No answer\n`;
    text += '\n';
  }
  await process.write(1, text);
  return code;
}

/** `dig`: the full answer, or with `+short` only its data. */
export const dig: Program = async (process) => {
  const words = process.argv.slice(1);
  const at = words.find((word) => word.startsWith('@'))?.slice(1);
  const short = words.includes('+short');
  const reverse = words.includes('-x');
  const plain = words.filter((word) => !/^[-@+]/.test(word));
  const type = plain.find((word) => /^(A|AAAA|PTR)$/i.test(word))?.toUpperCase() as NameQuestion['type'] | undefined;
  const other = plain.find((word) => /^(MX|TXT|NS|SOA|SRV|ANY)$/i.test(word));
  const name = plain.find((word) => !/^(A|AAAA|PTR|MX|TXT|NS|SOA|SRV|ANY|IN)$/i.test(word));
  if (name === undefined || other !== undefined) {
    await process.write(2, other === undefined ? 'dig: give it a name\n' : `dig: records of type ${other.toUpperCase()} are not there in this emulated machine\n`);
    return 1;
  }
  const question: NameQuestion = reverse ? { name: reverseName(name), type: 'PTR' } : { name: name.replace(/\.$/, ''), type: type ?? 'A' };
  const server = await serverAddress(process, at ?? defaultServer(process));
  if (server === undefined) {
    await process.write(2, `dig: couldn't get address for '${at}': not found\n`);
    return 10;
  }
  const began = process.system.clock.uptime();
  let answer: NameAnswer;
  try {
    answer = await process.network.queryName(server, question);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await process.write(1, `;; communications error to ${server}#53: ${error.errno === 'ECONNREFUSED' ? 'connection refused' : 'timed out'}\n`.repeat(3) + (short ? '' : `\n; <<>> DiG 9.18.28 <<>> ${words.join(' ')}\n;; global options: +cmd\n`) + ';; no servers could be reached\n');
    return 9;
  }
  if (short) {
    await process.write(1, answer.records.map((record) => `${record.data}${record.type === 'A' || record.type === 'AAAA' ? '' : '.'}\n`).join(''));
    return 0;
  }
  const id = process.system.random.integer(65_536);
  const lines = answer.records.map((record) => `${`${record.name}.`.padEnd(23)}\t600\tIN\t${record.type}\t${record.data}${record.type === 'A' || record.type === 'AAAA' ? '' : '.'}`);
  await process.write(
    1,
    `\n; <<>> DiG 9.18.28 <<>> ${words.join(' ')}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${answer.status}, id: ${id}\n;; flags: qr rd ra; QUERY: 1, ANSWER: ${lines.length}, AUTHORITY: 0, ADDITIONAL: 0\n\n;; QUESTION SECTION:\n;${question.name}.\t\t\tIN\t${question.type}\n\n${lines.length > 0 ? `;; ANSWER SECTION:\n${lines.join('\n')}\n\n` : ''};; Query time: ${Math.round(process.system.clock.uptime() - began)} msec\n;; SERVER: ${server}#53(${server}) (UDP)\n;; WHEN: ${new Date(process.system.clock.now()).toUTCString()}\n\n`,
  );
  return 0;
};
