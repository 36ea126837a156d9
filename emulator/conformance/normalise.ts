import { normaliseBuild } from './normalise-build';
import type { Answer, ScenarioCommand } from './scenario';

/**
 * What two machines may differ in although they did the same. This list is the whole of it; everything else has to be equal to the byte.
 *
 * - IDs: every run of 12 or of 64 hexadecimal digits becomes a number in the order of appearance, of the same length,
 *   so that what was equal stays equal, a short ID belongs to its long one, and columns keep their widths.
 * - the hardware addresses of interfaces, and the numbers of processes in what is inspected;
 * - times of the clock (RFC 3339, Go's `2006-01-02 15:04:05 -0700 MST`, Docker's `Mon Jan _2 15:04:05 2006`) and how long ago something was;
 * - sizes: the box's busybox is not the emulator's, so every size becomes `<size>`, also that of a pushed manifest, which has layers' sizes in it;
 * - versions of the client, engine and their parts (a Debian package says `28.5.2+dfsg4`), their commits and build dates;
 * - in the progress of builds: see `normalise-build.ts`;
 * - line numbers in bash's complaints: the driver's script is all on other lines; the temporary directory that it works in; the one in which the daemon unpacks what it loads.
 *
 * Where a time or a size was replaced, runs of blanks count as two, since columns are as wide as what stands in them.
 */
export type ComparedAnswer = ScenarioCommand & Answer;

const ago = /(Less than a second|1 second|\d+ seconds|About a minute|\d+ minutes|About an hour|\d+ (?:hours|days|weeks|months|years))\b( ago)?/g;
const instants = [
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g,
  /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4} [A-Z]+/g,
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\b/g,
];
const size = /\b\d+(?:\.\d+)?(?:kB|MB|GB|B|KiB|MiB|GiB)(?![A-Za-z])/g;
const hardwareAddress = /\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/g;
const versions: readonly [RegExp, string][] = [
  [/\b28\.5\.2(?:\+\w+)?\b/g, '<version>'],
  [/(Go version: +)go\S+/g, '$1<go>'],
  [/("GoVersion":")go[^"]+/g, '$1<go>'],
  [/(Git ?[cC]ommit: +)\S*$/gm, '$1<commit>'],
  [/(, build )\w+/g, '$1<commit>'],
];

/** Answers in the form in which they are compared: see {@link ComparedAnswer}. */
export function normalise(answers: readonly ComparedAnswer[]): ComparedAnswer[] {
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    const key = id.slice(0, 12);
    let name = names.get(key);
    if (name === undefined) names.set(key, (name = `id${String(names.size + 1).padStart(10, '0')}`));
    return name.padEnd(id.length, '.');
  };
  const normal = (text: string) => {
    let changed = normaliseBuild(text).replace(/\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b/g, nameOf);
    const before = changed;
    changed = changed.replace(ago, (_, _time, suffix: string | undefined) => `<time>${suffix ?? ''}`);
    for (const pattern of instants) changed = changed.replace(pattern, '<instant>');
    changed = changed.replace(size, '<size>').replace(/(digest: sha256:\S+ size: )\d+/g, '$1<size>').replace(hardwareAddress, '<mac>').replace(/("Pid": ?)[1-9]\d*/g, '$1<pid>');
    for (const [pattern, replacement] of versions) changed = changed.replace(pattern, replacement);
    if (changed !== before) changed = changed.replace(/ {2,}/g, '  ');
    return changed.replace(/(bash: line )\d+/g, '$1N').replace(/\/tmp\/tmp\.\w+/g, '<work>').replace(/(\/docker-import-)\d+/g, '$1N');
  };
  // `script` echoes the end of its own input, at a moment that nobody can foretell.
  return answers.map((answer) => ({ ...answer, stdout: normal(answer.kind === 'terminal' ? answer.stdout.replaceAll('^@', '') : answer.stdout), stderr: normal(answer.stderr) }));
}
