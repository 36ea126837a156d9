import { executeTemplate } from '../template/execute';
import { templateFunctions } from '../template/functions';
import { parseTemplate } from '../template/parse';
import { TemplateError } from '../template/syntax';
import type { GoValue } from '../template/value';
import { CliError } from './error';

/** One object by `--format`: `json` or a template. */
export function formatObject(value: unknown, format: string): string {
  if (format === 'json') return `${JSON.stringify(value)}\n`;
  try {
    const template = parseTemplate('', format.replace(/\\[tn]/g, (escape) => (escape === '\\t' ? '\t' : '\n')), new Set(templateFunctions.keys()));
    return `${executeTemplate(template, value as GoValue, { functions: templateFunctions })}\n`;
  } catch (error) {
    if (error instanceof TemplateError) throw new CliError(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}
