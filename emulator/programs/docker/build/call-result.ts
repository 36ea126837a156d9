import type { BuildCallResult, BuildRange } from '../../../api/types/build';
import { CliError } from '../cli/error';
import { textFromBase64 } from './base64';
import { splitFields, splitPair } from './option/fields';
import { sourceExcerpt } from './source-excerpt';

/** `--call`: what is asked of the frontend instead of a build. */
export interface Call {
  readonly name: string;
  readonly format: string;
  readonly ignoresStatus: boolean;
}

/** Reads `--call` (`check,format=json`); undefined for an ordinary build. */
export function parseCall(text: string): Call | undefined {
  const [first = '', ...rest] = splitFields(text);
  let format = '';
  let ignoresStatus = false;
  let name = first;
  for (const field of first.includes('=') ? [first, ...rest] : rest) {
    const { key, value } = splitPair(field);
    if (key === 'format') format = value ?? '';
    else if (key === 'ignorestatus') ignoresStatus = value === undefined || /^(1|t|true)$/i.test(value);
    else throw new CliError(`invalid value: ${text}`);
    if (field === first) name = '';
  }
  if (name === 'build' || (name === '' && format === '')) return undefined;
  return { name: name === 'lint' ? 'check' : name || 'build', format, ignoresStatus };
}

/** The parts of the lint's answer that are shown. */
interface LintReport {
  readonly warnings?: readonly LintWarning[];
  readonly sources?: readonly { readonly filename: string; readonly data: string }[];
  readonly buildError?: { readonly message: string; readonly location?: LintLocation };
}
interface LintWarning {
  readonly ruleName: string;
  readonly description?: string;
  readonly url?: string;
  readonly detail?: string;
  readonly location?: LintLocation;
}
interface LintLocation {
  readonly sourceIndex?: number;
  readonly ranges?: readonly { readonly start: { readonly line?: number }; readonly end: { readonly line?: number } }[];
}

/** What `docker build --call` prints and ends with. Throws for a Dockerfile that is no Dockerfile. */
export function callAnswer(call: Call, result: BuildCallResult): { text: string; code: number } {
  const code = call.ignoresStatus ? 0 : Number(result['result.statuscode'] ?? 0);
  if (call.format === 'json') return { text: `${result['result.json']}\n`, code };
  if (call.name !== 'check') return { text: result['result.txt'], code };
  return { text: lintText(JSON.parse(result['result.json']) as LintReport), code };
}

function lintText(report: LintReport): string {
  const warnings = [...(report.warnings ?? [])].sort((a, b) => firstLine(a) - firstLine(b));
  let text = '';
  if (warnings.length > 0) text += `Check complete, ${warnings.length === 1 ? '1 warning has' : `${warnings.length} warnings have`} been found!\n`;
  for (const warning of warnings) {
    text += `\nWARNING: ${warning.ruleName}${warning.url ? ` - ${warning.url}` : ''}\n${warning.detail ?? ''}\n${excerpt(report, warning.location)}`;
  }
  if (report.buildError) throw new CheckError(`${text}${warnings.length > 0 ? '\n' : ''}`, `${report.buildError.message}\n${excerpt(report, report.buildError.location)}`);
  return warnings.length > 0 ? text : 'Check complete, no warnings found.\n';
}

/** A check found that the Dockerfile cannot be built. */
export class CheckError extends CliError {
  constructor(
    /** What goes to standard output before the message. */
    readonly printed: string,
    message: string,
  ) {
    super(message);
  }
}

const firstLine = ({ location }: LintWarning) => location?.ranges?.[0]?.start.line ?? 0;

function excerpt(report: LintReport, location: LintLocation | undefined): string {
  const source = report.sources?.[location?.sourceIndex ?? 0];
  if (!source || !location?.ranges) return '';
  const range = location.ranges.map(({ start, end }): BuildRange => ({ start: { line: start.line ?? 0 }, end: { line: end.line ?? 0 } }));
  return sourceExcerpt({ filename: source.filename, text: textFromBase64(source.data), range });
}
