/**
 * What two builds may differ in although they did the same, in BuildKit's progress. How long things took; how often a display was
 * drawn meanwhile, which shows in
 *
 * - `#N status` lines before the one that says `done`,
 * - `#N ...` where the display turned to another step and came back,
 * - frames on a terminal before the last one, and the lines that wipe out what they left,
 * - a warning of the Dockerfile under its step, which is there when it came before the step was shown as done (all of them are told at the end),
 * - a line of output that came in pieces and is cut in the repetition after a failure,
 * - where the load of the build context stands, which goes on beside the steps that do not need it,
 * - the order in which warnings of the Dockerfile are listed at the end, which come from several goroutines;
 *
 * and the names that the builder makes up (`ref …::…`). A real builder was recorded twice to find these.
 */
export function normaliseBuild(text: string): string {
  let changed = text;
  if (/\[\+\] Building \d/.test(changed)) changed = lastFrame(changed);
  if (/^#\d+ \[/m.test(changed)) changed = normalisePlain(changed);
  return changed
    .replace(/(?<=warnings? found [^\n]*\n)(?:(?:\u001b\[0m)? - [^\n]*\n)+/g, sortWarnings)
    .replace(/ref [0-9a-f-]{36}::[a-z0-9]{25}/g, 'ref <ref>')
    .replace(/^((?:\u001b\[\??\w+)*------\r?\n > [^\n]*:\r?\n)((?:(?!------)[^\n]*\n)*)(?=------)/gm, (_, head: string, logs: string) => head + wholeLines(logs, changed).replace(/^\d+\.\d{1,3} /gm, '<t> '));
}

function lastFrame(text: string): string {
  return text
    .replace(/(?:\u001b\[1A)+(?:\u001b\[1B)?\u001b\[0G\u001b\[\?25l[^]*(?=\[\+\] Building)/, '')
    .replace(/(?: {80}\r?\n)+\u001b\[\d+A\u001b\[0G/g, '')
    .replace(/Building \d+\.\ds (\(\S+\)(?: FINISHED)?) +/, 'Building <t> $1  ')
    .replace(/^((?:\u001b\[\d+m)* => [^\n]*?) +\d+\.\ds(\r?)$/gm, '$1 <t>$2')
    .replace(/^((?:\u001b\[\d+m)*) => WARN: [^\n]*\n/gm, '')
    .replace(/sha256:[0-9a-f]{20,63}\b/g, 'sha256:<cut>');
}

/** The blocks of a plain display, each step's lines together, in the order in which the steps were first shown. */
function normalisePlain(text: string): string {
  const blocks = new Map<string, string[]>();
  const before: string[] = [];
  const after: string[] = [];
  for (const line of text.split('\n')) {
    const number = /^#(\d+)(?= )/.exec(line)?.[1];
    if (number === undefined) (blocks.size > 0 ? after : before).push(line);
    else if (!line.endsWith(' ...')) blocks.set(number, [...(blocks.get(number) ?? []), line]);
  }
  const shown = contextAfterBases([...blocks.values()]).map((lines, index) => stepLines(lines).map((line) => line.replace(/^#\d+/, `#${index + 1}`)).join('\n'));
  return [...before, shown.join('\n\n'), ...after.filter((line, index) => line !== '' || after.slice(0, index).some((one) => one !== ''))].join('\n');
}

/** The steps, with the load of the build context right after the base images. */
function contextAfterBases(steps: readonly string[][]): readonly string[][] {
  const isContext = (lines: readonly string[]) => lines[0]?.endsWith(' [internal] load build context') ?? false;
  const others = steps.filter((lines) => !isContext(lines));
  const last = others.findLastIndex(([title = '']) => /^#\d+ (\[internal\] |\[[^\]]*\d+\/\d+\] FROM )/.test(title));
  return last < 0 ? steps : [...others.slice(0, last + 1), ...steps.filter(isContext), ...others.slice(last + 1)];
}

const bareStatus = /^(#\d+ (?:exporting layers|preparing layers for inline cache|writing image|naming to|transferring|copying files|sending tarball|extracting|pushing layer|resolve|sha256:)\S*(?: (?:sha256:\S+|docker\.io\/\S+|[a-z]+:))?)/;

function stepLines(lines: readonly string[]): string[] {
  const title = lines[0];
  return lines
    .filter((line, index) => index === 0 || line !== title)
    .filter((line) => !/^#\d+ WARN: /.test(line))
    .map((line) =>
      line
        .replace(/^(#\d+ DONE) \d+\.\ds$/, '$1 <t>')
        .replace(/ \d+\.\ds done$/, ' done')
        .replace(/^(#\d+) \d+\.\d{1,3} /, '$1 <t> '),
    )
    .filter((line, index, all) => {
      const status = line.endsWith(' done') ? undefined : bareStatus.exec(line)?.[1];
      return status === undefined || !all.slice(index + 1).some((later) => later.startsWith(status));
    });
}

function sortWarnings(block: string): string {
  const lines = block.split('\n').filter((line) => line !== '');
  return lines
    .map((line) => `${line.replace('\u001b[0m', '')}\n`)
    .sort()
    .join('');
}

/** Lines of a step's repeated output, each as it was first shown when only its end is repeated. */
function wholeLines(logs: string, text: string): string {
  return logs.replace(/^(?!\d+\.\d{1,3} )[^\n]+$/gm, (end) => {
    const shown = text.split('\n').find((line) => /^#\d+ <t> /.test(line) && line.endsWith(end));
    return shown?.replace(/^#\d+ /, '') ?? end;
  });
}
