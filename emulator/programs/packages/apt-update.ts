import type { AptRun } from './apt-run';
import { aptSize, isInstalled, listName, listsDirectory, readCandidates, readSources, readStatus } from './apt-state';
import { fetchText, FetchError } from './fetch';
import { parseStanzas } from './stanza';

/** `apt-get update`: brings the lists of every source. Failing to is only a warning, as in apt; old lists stay. */
export async function aptUpdate(run: AptRun): Promise<number> {
  const { process } = run;
  const { files } = process;
  if (process.credentials.uid !== 0) {
    await run.progress('Reading package lists');
    return await run.fail(`Could not open lock file ${listsDirectory}/lock - open (13: Permission denied)`, `Unable to lock directory ${listsDirectory}/`);
  }
  const began = process.system.clock.uptime();
  const fail: string[] = [];
  let number = 0;
  let bytes = 0;
  files.makeDirectory(`${listsDirectory}/partial`, { parents: true });
  const store = async (label: string, url: string): Promise<string | undefined> => {
    const count = ++number;
    const path = `${listsDirectory}/${listName(url)}`;
    try {
      const text = await fetchText(process, url);
      const known = files.exists(path) && files.readText(path) === text;
      await run.say(known ? `Hit:${count} ${label}\n` : `Get:${count} ${label} [${aptSize(text.length)}]\n`);
      if (!known) {
        bytes += text.length;
        files.writeFile(path, text);
      }
      return text;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      await run.say(`Err:${count} ${label}\n`);
      const host = url.split('/')[2] ?? '';
      const why = error.kind === 'connect' ? `Could not connect to ${host}:80 (${error.address}). - connect (${error.message})` : error.message;
      await run.say(`  ${why}${error.kind === 'http' ? ` [IP: ${error.address} 80]` : ''}\n`);
      fail.push(`Failed to fetch ${url}  ${why}`);
      return undefined;
    }
  };
  for (const { uri, suite, components } of readSources(files)) {
    const release = await store(`${uri} ${suite} InRelease`, `${uri}/dists/${suite}/InRelease`);
    const offered = (parseStanzas(release ?? '')[0]?.get('Components') ?? '').split(' ');
    for (const component of components.filter((one) => offered.includes(one))) await store(`${uri} ${suite}/${component} amd64 Packages`, `${uri}/dists/${suite}/${component}/binary-amd64/Packages`);
  }
  if (bytes > 0) await run.fetched(bytes, began);
  await run.progress('Reading package lists');
  if (fail.length > 0) {
    await process.write(2, [...fail, 'Some index files failed to download. They have been ignored, or old ones used instead.'].map((line) => `W: ${line}\n`).join(''));
  }
  if (run.name === 'apt') {
    await run.progress('Building dependency tree', 'Reading state information');
    const status = readStatus(files);
    const newer = [...readCandidates(files).values()].filter(({ one }) => isInstalled(status.get(one.name)) && status.get(one.name)?.get('Version') !== one.version).length;
    await run.say(newer === 0 ? 'All packages are up to date.\n' : `${newer} package${newer === 1 ? '' : 's'} can be upgraded. Run 'apt list --upgradable' to see ${newer === 1 ? 'it' : 'them'}.\n`);
  }
  return 0;
}
