import { GoStruct, goJson, RawJson, type GoMethod, type GoValue } from '../template/value';

/** Go's encoding/json escapes these in strings, unless told not to; JSON that the daemon made and the client passes on is not escaped. */
export function escapeHtml(json: string): string {
  return json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

/** What makes a row: fields by their Go names, evaluated when a template asks. */
export type RowFields = Readonly<Record<string, () => GoValue>>;

/**
 * A row of a table as templates see it. Its `json` is what Docker's own rows give: the fields in the order of the alphabet, `<`, `>` and `&` escaped.
 * `methods` take arguments (`.Label "name"`) and are no part of it.
 */
export function tableRow(type: string, fields: RowFields, methods: Readonly<Record<string, () => GoMethod>> = {}): GoStruct {
  const json = () => {
    const entries = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
    return new RawJson(escapeHtml(goJson(Object.fromEntries(entries.map(([name, value]) => [name, value() ?? null])))));
  };
  return new GoStruct(type, { ...fields, ...methods }, json);
}
