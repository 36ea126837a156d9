import { CliError } from '../cli/error';
import { executeTemplate, type ExecuteOptions } from '../template/execute';
import { headerFunctions, templateFunctions } from '../template/functions';
import { parseTemplate } from '../template/parse';
import { TemplateError, type Template } from '../template/syntax';
import { goText, type GoStruct, type GoValue } from '../template/value';

/** What a kind of row looks like in tables. */
export interface TableShape<T> {
  /** The row as templates see it. */
  readonly row: (item: T) => GoStruct;
  /** The headings by field. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Columns that line up: cells are separated by tabs, each column at least ten wide, three blanks apart. The last cell is left as it is. */
export function alignColumns(lines: readonly string[], minimum = 10, padding = 3): string {
  const rows = lines.map((line) => line.split('\t'));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.slice(0, -1).entries()) widths[index] = Math.max(widths[index] ?? minimum, [...cell].length + padding);
  }
  return rows.map((row) => `${row.map((cell, index) => (index === row.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - [...cell].length))).join('')}\n`).join('');
}

/** A `--format` that was read. */
interface ParsedFormat {
  readonly isTable: boolean;
  readonly template: Template;
}

const escapes: Readonly<Record<string, string>> = { '\\t': '\t', '\\n': '\n' };

/** Reads `table …`, `json` or a template. `defaultTable` is what `table` alone means. */
export function readFormat(format: string, defaultTable: string): ParsedFormat {
  const wanted = format === '' || format === 'table' ? defaultTable : format === 'json' ? '{{json .}}' : format;
  const isTable = wanted.startsWith('table');
  const text = (isTable ? wanted.slice('table'.length) : wanted).replace(/^ +| +$/g, '').replace(/\\[tn]/g, (escape) => escapes[escape] ?? escape);
  try {
    return { isTable, template: parseTemplate('', text, new Set(templateFunctions.keys())) };
  } catch (error) {
    throw templateFailure(error);
  }
}

/** A template's error as the commands report it. */
export function templateFailure(error: unknown): unknown {
  return error instanceof TemplateError ? new CliError(`template parsing error: ${error.message}`) : error;
}

/** `.Label "com.example.name"` in the line of headings: `name`. */
const headingMethods = { Label: (name: GoValue) => goText(name).split('.').at(-1)?.replaceAll(/[-_]/g, ' ') ?? '' };

function execute(template: Template, data: GoValue, options: ExecuteOptions = { functions: templateFunctions }): string {
  try {
    return executeTemplate(template, data, options);
  } catch (error) {
    throw templateFailure(error);
  }
}

/** The rows as the format asks for them, a line each, with headings above when it is a table. */
export function renderRows<T>(items: readonly T[], shape: TableShape<T>, format: string, defaultTable: string): string {
  const { isTable, template } = readFormat(format, defaultTable);
  const lines = items.map((item) => execute(template, shape.row(item)));
  if (!isTable) return lines.map((line) => `${line}\n`).join('');
  return alignColumns([execute(template, shape.headers, { functions: headerFunctions, mapMethods: headingMethods }), ...lines]);
}
