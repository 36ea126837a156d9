import type { BlockContent, DefinitionContent, PhrasingContent, RootContent } from 'mdast';
// Makes the nodes of MDX part of `RootContent`.
import type {} from 'remark-mdx';
import type { LessonComponents } from '../vocabulary';

export type FlowElement = Extract<RootContent, { type: 'mdxJsxFlowElement' }>;
export type TextElement = Extract<RootContent, { type: 'mdxJsxTextElement' }>;
type Attribute = FlowElement['attributes'][number];
type Value = string | number | boolean | object;

/** `<Name …>` with blocks inside. */
export function flowElement<Name extends keyof LessonComponents>(name: Name, props: LessonComponents[Name], children: RootContent[] = []): FlowElement {
  return { type: 'mdxJsxFlowElement', name, attributes: attributesOf(props), children: children as (BlockContent | DefinitionContent)[] };
}

/** `<Name …>` within a line. */
export function textElement<Name extends keyof LessonComponents>(name: Name, props: LessonComponents[Name], children: PhrasingContent[] = []): TextElement {
  return { type: 'mdxJsxTextElement', name, attributes: attributesOf(props), children };
}

/** An HTML element within a line. */
export function htmlElement(name: string, children: PhrasingContent[]): TextElement {
  return { type: 'mdxJsxTextElement', name, attributes: [], children };
}

/** `export const NAME = VALUE;` */
export function exported(name: string, value: unknown): RootContent {
  return { type: 'mdxjsEsm', value: `export const ${name} = ${toSource(value)};` };
}

function attributesOf(props: object): Attribute[] {
  return Object.entries(props as Record<string, Value | undefined>).flatMap(([name, value]): Attribute[] => {
    if (value === undefined || value === false) return [];
    if (value === true) return [{ type: 'mdxJsxAttribute', name, value: null }];
    // In a plain attribute, `"` would end the value and `&` begin a character reference; `\` would read oddly to people.
    if (typeof value === 'string' && !/["&\\\n\r{}]/.test(value)) return [{ type: 'mdxJsxAttribute', name, value }];
    return [{ type: 'mdxJsxAttribute', name, value: { type: 'mdxJsxAttributeValueExpression', value: toSource(value) } }];
  });
}

/** JavaScript for a value, an array's entries on lines of their own. */
function toSource(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return escapeLines(JSON.stringify(value));
  return `[\n${value.map((entry) => `  ${escapeLines(JSON.stringify(entry))},`).join('\n')}\n]`;
}

/** These two end a line in JavaScript source, but not in JSON. */
function escapeLines(json: string): string {
  return json.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
}
