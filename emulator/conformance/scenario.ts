/**
 * A scenario is a text file, `scenarios/<area>/<name>.scenario`. A line that begins with a mark begins a command; the lines after it
 * belong to it until the next mark (so here-documents and loops just work).
 *
 *     ## a remark, left out
 *     ! touch file            prepared: run, must succeed, not compared
 *     $ docker images         run, its output and exit code kept and compared
 *     % docker pull busybox   the same on a terminal of 80 columns and 24 rows
 *
 * All commands of a scenario run in one bash, as root, in a fresh empty directory, with nothing on standard input.
 */
export interface ScenarioCommand {
  readonly kind: 'prepare' | 'plain' | 'terminal';
  readonly command: string;
}

/** What a real Docker, or the emulator, answered to one command. On a terminal, `stdout` holds all that was printed. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** A scenario and what a real Docker answered: the JSON file beside it. */
export interface Recording {
  /** Version of the client that answered. */
  readonly docker: string;
  readonly commands: readonly (ScenarioCommand & Answer)[];
}

const kinds: Readonly<Record<string, ScenarioCommand['kind']>> = { '!': 'prepare', $: 'plain', '%': 'terminal' };

/** Reads a scenario; throws with the line when something stands before the first mark. */
export function parseScenario(text: string): ScenarioCommand[] {
  const commands: { kind: ScenarioCommand['kind']; lines: string[] }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('##')) continue;
    const kind = line[1] === ' ' ? kinds[line[0] ?? ''] : undefined;
    const current = commands.at(-1);
    if (kind) commands.push({ kind, lines: [line.slice(2)] });
    else if (current) current.lines.push(line);
    else if (line.trim() !== '') throw new Error(`line ${index + 1}: expected a command that begins with "$ ", "% " or "! "`);
  }
  return commands.map(({ kind, lines }) => ({ kind, command: lines.join('\n').trimEnd() }));
}
