/** Where in the template something stands: an offset in its text. */
type Position = { readonly at: number };

/** Something that has a value. */
export type Operand = Position &
  (
    | { readonly kind: 'dot' }
    | { readonly kind: 'nil' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'number'; readonly text: string; readonly value: number }
    | { readonly kind: 'string'; readonly quoted: string; readonly value: string }
    | { readonly kind: 'function'; readonly name: string }
    | { readonly kind: 'field'; readonly names: readonly string[] }
    | { readonly kind: 'variable'; readonly name: string; readonly names: readonly string[] }
    | { readonly kind: 'chain'; readonly of: Operand; readonly names: readonly string[] }
    | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  );

/** A function or method with its arguments, or one operand. */
export type TemplateCommand = Position & { readonly operands: readonly Operand[] };

/** `$a, $b := x | y`: commands, each handing its value to the next. */
export type Pipeline = Position & {
  readonly variables: readonly string[];
  /** `=` rather than `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly TemplateCommand[];
};

/** A piece of a template. */
export type TemplateNode = Position &
  (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'action'; readonly pipeline: Pipeline }
    | { readonly kind: 'if' | 'with' | 'range'; readonly pipeline: Pipeline; readonly body: readonly TemplateNode[]; readonly otherwise: readonly TemplateNode[] }
    | { readonly kind: 'template'; readonly name: string; readonly pipeline: Pipeline | undefined }
    | { readonly kind: 'break' | 'continue' }
  );

/** A parsed template: its name, text, and the templates defined in it. */
export interface Template {
  readonly name: string;
  readonly text: string;
  readonly nodes: readonly TemplateNode[];
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** A template could not be parsed or executed. The message is Go's. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  /** What a template had printed before it failed. */
  printed = '';
}

/** How Go prints an operand, a command or a pipeline in messages. */
export function operandText(operand: Operand): string {
  const fields = (names: readonly string[]) => names.map((name) => `.${name}`).join('');
  switch (operand.kind) {
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'boolean':
      return String(operand.value);
    case 'number':
      return operand.text;
    case 'string':
      return operand.quoted;
    case 'function':
      return operand.name;
    case 'field':
      return fields(operand.names);
    case 'variable':
      return operand.name + fields(operand.names);
    case 'chain':
      return (operand.of.kind === 'pipeline' ? `(${pipelineText(operand.of.pipeline)})` : operandText(operand.of)) + fields(operand.names);
    case 'pipeline':
      return pipelineText(operand.pipeline);
  }
}

export function commandText(command: TemplateCommand): string {
  return command.operands.map((operand) => (operand.kind === 'pipeline' ? `(${operandText(operand)})` : operandText(operand))).join(' ');
}

export function pipelineText(pipeline: Pipeline): string {
  const variables = pipeline.variables.length > 0 ? `${pipeline.variables.join(', ')} ${pipeline.assigns ? '=' : ':='} ` : '';
  return variables + pipeline.commands.map(commandText).join(' | ');
}
