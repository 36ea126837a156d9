import type { Flag } from './definition';
import { text } from './kinds';

const templateUsage = `'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`;

/** `--format` of a command that prints a table. */
export function tableFormat(short: string): Flag<string> {
  return text(
    short,
    `Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
${templateUsage}`,
  );
}

/** `--format` of a command that prints objects. */
export function inspectFormat(short: string): Flag<string> {
  return text(short, `Format output using a custom template:\n'json':             Print in JSON format\n${templateUsage}`);
}
