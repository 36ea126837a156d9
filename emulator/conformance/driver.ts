import type { Answer, ScenarioCommand } from './scenario';

/** Stands before each part of the report; no command of a scenario prints it. */
const mark = '\u001e';

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * A bash script that runs the commands one after another in the same shell and prints a report of what each answered.
 * The very same script runs in the real Docker's box and in the emulated machine.
 */
export function driverScript(commands: readonly ScenarioCommand[]): string {
  const steps = commands.map(({ kind, command }, index) => {
    const file = `"$answers"/${index}`;
    const run = kind === 'terminal' ? `script -qec ${quote(`stty cols 80 rows 24; ${command}`)} /dev/null` : `eval ${quote(command)}`;
    return `${run} </dev/null >${file}.out 2>${file}.err\necho $? >${file}.code`;
  });
  return [
    'answers=$(mktemp -d)',
    'work=$(mktemp -d)',
    'cd "$work"',
    ...steps,
    'cd /',
    `for i in $(seq 0 ${commands.length - 1}); do for part in code out err; do`,
    `  printf '\\036'; cat "$answers/$i.$part"`,
    'done; done',
    'rm -rf "$answers" "$work"',
    '',
  ].join('\n');
}

/** The answers out of the report that {@link driverScript} prints, in the order of the commands. */
export function readReport(report: string, commands: readonly ScenarioCommand[]): Answer[] {
  const parts = report.split(mark).slice(1);
  if (parts.length !== commands.length * 3) throw new Error(`the report has ${parts.length} parts, not ${commands.length * 3}:\n${report.slice(-2000)}`);
  return commands.map((_, index) => {
    const [code = '', stdout = '', stderr = ''] = parts.slice(index * 3, index * 3 + 3);
    return { stdout, stderr, code: Number(code) };
  });
}
