import type { BuildRange } from '../../../../api/types/build';
import { CliError } from '../../cli/error';
import { textFromBase64 } from '../base64';
import { sourceExcerpt } from '../source-excerpt';

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

/** What `--check` prints. Throws for a Dockerfile that is no Dockerfile. */
export function lintText(result: string): string {
  const report = JSON.parse(result) as LintReport;
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
