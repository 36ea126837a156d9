import type { EventMessage } from '../../../api/types/event';
import { CliError } from '../cli/error';
import { executeTemplate } from '../template/execute';
import { templateFunctions } from '../template/functions';
import { parseTemplate } from '../template/parse';
import { TemplateError } from '../template/syntax';
import { typed, type StructShape } from '../template/typed';

const message: StructShape = {
  struct: '*events.Message',
  json: { Status: 'status', ID: 'id', From: 'from', Scope: 'scope', Time: 'time', TimeNano: 'timeNano' },
  fields: { Status: '', ID: '', From: '', Type: '', Action: '', Actor: { struct: 'events.Actor', fields: { ID: '', Attributes: { mapOf: '' } } }, Scope: '', Time: 0, TimeNano: 0 },
};

/** How `--format` prints an event: `json` or a template, which is tried out before the first one comes. Throws `CliError`. */
export function eventFormat(format: string): (event: EventMessage) => string {
  if (format === 'json') return (event) => `${JSON.stringify(event)}\n`;
  try {
    const template = parseTemplate('', format.replace(/\\[tn]/g, (escape) => (escape === '\\t' ? '\t' : '\n')), new Set(templateFunctions.keys()));
    const render = (event: object) => `${executeTemplate(template, typed(message, event), { functions: templateFunctions })}\n`;
    render({});
    return render;
  } catch (error) {
    if (error instanceof TemplateError) throw new CliError(`Error parsing format: ${error.message}`, 64);
    throw error;
  }
}

/** A line of `docker events`: `2026-11-24T10:02:04.657653239Z container start 1a2b… (image=alpine, name=web)`. */
export function eventLine(event: EventMessage): string {
  const nanoseconds = BigInt(event.timeNano);
  const second = new Date(Number(nanoseconds / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  const fraction = String(nanoseconds % 1_000_000_000n).padStart(9, '0');
  const attributes = Object.entries(event.Actor.Attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  return `${second}.${fraction}Z ${event.Type} ${event.Action} ${event.Actor.ID}${attributes.length > 0 ? ` (${attributes.join(', ')})` : ''}\n`;
}
