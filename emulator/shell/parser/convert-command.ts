import * as unbash from 'unbash';
import { convertAssignment, convertHereBody, convertWord, literalWord, makeWord, nestedScript, parseExpandable } from './convert-word';
import type { WordContext } from './convert-word';
import { refusalMark } from './syntax-error';
import type {
  ArgumentAssignment,
  Assignment,
  Command,
  CompoundCommand,
  Descriptor,
  Pipeline,
  Redirection,
  Script,
  SimpleCommand,
  Statement,
  TestExpression,
  Word,
} from './tree';

/** Converts scripts; gathers the errors of nested ones and here-documents that never ended. */
export interface ConversionContext extends WordContext {
  readonly lineOf: (position: number) => number;
  readonly posix: boolean;
  readonly errors: unbash.ParseError[];
  readonly openHereDocuments: { line: number; delimiter: string }[];
}

/** The context for a source of its own, whose first line has the number `firstLine`. */
export function createContext(source: string, firstLine: number, posix = false): ConversionContext {
  const newlines: number[] = [];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) newlines.push(at);
  const errors: unbash.ParseError[] = [];
  const openHereDocuments: { line: number; delimiter: string }[] = [];
  const context: ConversionContext = {
    source,
    posix,
    errors,
    openHereDocuments,
    lineOf(position) {
      let low = 0;
      let high = newlines.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((newlines[middle] as number) < position) low = middle + 1;
        else high = middle;
      }
      return firstLine + low;
    },
    script: (parsed) => {
      if (!parsed) return { statements: [] };
      // A backquoted script has a decoded source of its own.
      const inner = parsed.source === undefined ? context : createContext(parsed.source, context.lineOf(parsed.pos), posix);
      errors.push(...(parsed.errors ?? []));
      return convertScript(parsed.commands, inner);
    },
  };
  return context;
}

nestedScript.convert = (parsed, outer) => {
  const context = createContext(parsed?.source ?? outer.source, 1);
  return parsed ? convertScript(parsed.commands, context) : { statements: [] };
};

export function convertScript(statements: readonly unbash.Statement[], context: ConversionContext): Script {
  return { statements: statements.map((statement) => convertStatement(statement, context)) };
}

function convertStatement(statement: unbash.Statement, context: ConversionContext): Statement {
  const { command } = statement;
  const chain = command.type === 'AndOr' ? command.commands : [command];
  return {
    chain: chain.map((part) => convertPipeline(part, context)),
    operators: command.type === 'AndOr' ? command.operators : [],
    background: statement.background === true,
    line: context.lineOf(statement.pos),
    lastLine: context.lineOf(statement.end),
    start: statement.pos,
    end: statement.end,
  };
}

function convertPipeline(node: unbash.PipelineNode, context: ConversionContext): Pipeline {
  if (context.posix && node.type === 'Pipeline') {
    const words = node.prefixes.flatMap((prefix) => (prefix.type === 'Time' ? [literalWord('time'), ...(prefix.posix ? [literalWord('-p')] : [])] : []));
    for (const operator of node.operators) if (operator === '|&') refuse(context, node.pos, 'unexpected "&"');
    const commands = node.commands.map((command) => convertCommand(command, context));
    const [first] = commands;
    if (words.length > 0 && first?.type === 'simple') commands[0] = { ...first, words: [...words, ...first.words] };
    return { commands, both: node.operators.map(() => false), negated: node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1, timed: undefined };
  }
  if (node.type !== 'Pipeline') return { commands: [convertCommand(node, context)], both: [], negated: false, timed: undefined };
  const time = node.prefixes.find((prefix) => prefix.type === 'Time');
  return {
    commands: node.commands.map((command) => convertCommand(command, context)),
    both: node.operators.map((operator) => operator === '|&'),
    negated: node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1,
    timed: time?.type === 'Time' ? (time.posix ? 'posix' : 'bash') : undefined,
  };
}

function convertCommand(node: unbash.CommandNode, context: ConversionContext): Command {
  const line = context.lineOf(node.pos);
  switch (node.type) {
    case 'Command':
      return convertSimple(node, context);
    case 'Redirected':
      return convertCompound(node.command, convertRedirections(node.redirects, context), context);
    case 'Function':
      if (context.posix && !isName(node.name.text)) refuse(context, node.pos, 'bad function name');
      return {
        type: 'function',
        name: convertWord(node.name, context).literal ?? node.name.text,
        body: convertBody(node.body, context),
        line,
        source: context.source.slice(node.pos, node.end),
      };
    case 'Coproc':
      if (context.posix && node.body.type === 'Command') {
        const body = convertSimple(node.body, context);
        return { ...body, words: [literalWord('coproc'), ...body.words] };
      }
      return {
        type: 'coprocess',
        name: node.name?.text ?? 'COPROC',
        body: node.body.type === 'Command' ? convertSimple(node.body, context) : convertBody(node.body, context),
        line,
      };
    default:
      return convertCompound(node, [], context);
  }
}

function convertBody(body: unbash.CompoundCommand | unbash.Redirected | unbash.CompoundList, context: ConversionContext): CompoundCommand {
  if (body.type === 'CompoundList') return { type: 'group', body: convertScript(body.commands, context), line: context.lineOf(body.pos), redirections: [] };
  if (body.type === 'Redirected') return convertCompound(body.command, convertRedirections(body.redirects, context), context);
  return convertCompound(body, [], context);
}

function convertSimple(node: unbash.Command, context: ConversionContext): SimpleCommand {
  const assignments: Assignment[] = [];
  const words: (Word | ArgumentAssignment)[] = [];
  for (const part of node.prefix)
    if (part.type === 'Assignment') {
      if (context.posix && part.value.type === 'ArrayValue') context.errors.push({ message: "unexpected token '('", pos: part.value.pos });
      // Elements and += are no assignments there, and what follows a word is none either.
      if (context.posix && (words.length > 0 || !/^\w+=/.test(part.text))) words.push(argumentWord(convertArgument(part, context), part.text));
      else assignments.push(convertAssignment(part, context));
    }
  if (node.name) words.push(convertWord(node.name, context));
  for (const part of node.args) words.push(part.type === 'Assignment' ? convertArgument(part, context) : convertWord(part, context));
  return { type: 'simple', line: context.lineOf(node.pos), assignments, words, redirections: convertRedirections(node.redirects, context) };
}

function convertArgument(node: unbash.Assignment, context: ConversionContext): ArgumentAssignment {
  const assignment = convertAssignment(node, context);
  if (!('parts' in assignment.value)) return { assignment, word: undefined };
  const head = node.text.slice(0, node.text.length - assignment.value.source.length);
  return { assignment, word: makeWord([{ type: 'text', text: head }, ...assignment.value.parts], node.text) };
}

function convertDescriptor(descriptor: unbash.RedirectDescriptor | undefined): Descriptor {
  if (!descriptor) return undefined;
  return descriptor.type === 'FileDescriptor' ? descriptor.value : { variable: descriptor.name };
}

function convertRedirections(redirections: readonly unbash.Redirection[], context: ConversionContext): Redirection[] {
  return redirections.map((node): Redirection => {
    const descriptor = convertDescriptor(node.descriptor);
    if (context.posix && (node.type === 'HereString' || (node.type !== 'HereDoc' && node.operator === '&>>'))) refuse(context, node.pos, 'unexpected redirection');
    if (node.type === 'HereDoc') {
      const { delimiter } = node;
      const line = context.lineOf(node.pos);
      if (!node.closing && !context.posix) context.openHereDocuments.push({ line, delimiter: delimiter?.value ?? '' });
      const body = convertHereBody(node.body, delimiter?.quoted === true, node.operator === '<<-', context);
      return { type: 'here', descriptor, body, string: false, delimiter: delimiter?.value ?? '', source: node.body.text };
    }
    const target = node.target ? convertWord(node.target, context) : literalWord('');
    if (node.type === 'HereString') return { type: 'here', descriptor, body: target, string: true, delimiter: '', source: target.source };
    return { type: 'file', operator: node.operator, descriptor, target };
  });
}

function convertCompound(node: unbash.CompoundCommand, redirections: Redirection[], context: ConversionContext): CompoundCommand {
  const line = context.lineOf(node.pos);
  const script = (list: unbash.CompoundList) => convertScript(list.commands, context);
  const common = { line, redirections };
  switch (node.type) {
    case 'If': {
      const branches = [
        { condition: script(node.clause), body: script(node.then) },
        ...node.elif.map((branch) => ({ condition: script(branch.clause), body: script(branch.then) })),
      ];
      return { type: 'if', branches, otherwise: node.else && script(node.else), ...common };
    }
    case 'For':
    case 'Select':
      if (context.posix && node.type === 'Select') refuse(context, node.pos, 'unexpected "do"');
      if (context.posix && !isName(node.name.text)) refuse(context, node.pos, 'bad for loop variable');
      return {
        type: node.type === 'For' ? 'for' : 'select',
        name: node.name.text,
        words: node.wordlist?.map((word) => convertWord(word, context)),
        body: script(node.body),
        ...common,
      };
    case 'ArithmeticFor': {
      if (context.posix) refuse(context, node.pos, 'bad for loop variable');
      const [first = '', test = '', update = ''] = loopHeader(context.source.slice(node.pos, node.body.pos));
      return { type: 'loop', first: expression(first), test: expression(test), update: expression(update), body: script(node.body), ...common };
    }
    case 'While':
      return { type: 'while', until: node.kind === 'until', condition: script(node.clause), body: script(node.body), ...common };
    case 'Case':
      if (context.posix && node.items.some((item) => item.terminator === ';&' || item.terminator === ';;&')) refuse(context, node.pos, 'unexpected "&"');
      return {
        type: 'case',
        word: convertWord(node.word, context),
        items: node.items.map((item) => ({
          patterns: item.pattern.map((word) => convertWord(word, context)),
          body: script(item.body),
          next: item.terminator ?? ';;',
        })),
        ...common,
      };
    case 'Subshell':
      return { type: 'subshell', body: script(node.body), ...common };
    case 'BraceGroup':
      return { type: 'group', body: script(node.body), ...common };
    case 'TestCommand':
      return { type: 'test', expression: convertTest(node.expression, context), ...common };
    case 'ArithmeticCommand':
      if (context.posix) return nestedSubshell(node.body, line, redirections);
      return { type: 'calculate', expression: expression(node.body), ...common };
  }
}

const isName = (text: string) => /^[A-Za-z_]\w*$/.test(text);

/** Notes that ash and dash do not take this; `text` is what ash says behind `syntax error: `. */
function refuse(context: ConversionContext, pos: number, text: string): void {
  context.errors.push({ message: `${refusalMark}${text}`, pos });
}

/** `((…))` without arithmetic commands: a subshell in a subshell. */
function nestedSubshell(text: string, line: number, redirections: Redirection[]): CompoundCommand {
  return { type: 'subshell', body: convertScript(unbash.parse(text).commands, createContext(text, line, true)), line, redirections };
}

/** An assignment that is only a word. */
function argumentWord({ word }: ArgumentAssignment, text: string): Word {
  return word ?? makeWord([{ type: 'text', text }], text);
}

function expression(text: string): Word {
  return parseExpandable(text.replace(/"/g, ''));
}

/** The three parts of `for ((a; b; c))`. */
function loopHeader(text: string): string[] {
  const start = text.indexOf('((') + 2;
  let depth = 0;
  const parts: string[] = [];
  let from = start;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') {
      if (depth === 0) {
        parts.push(text.slice(from, at));
        break;
      }
      depth--;
    } else if (text[at] === ';' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return parts.map((part) => part.trim());
}

function convertTest(node: unbash.TestExpression, context: ConversionContext): TestExpression {
  switch (node.type) {
    case 'TestUnary':
      return { type: 'unary', operator: node.operator, operand: convertWord(node.operand, context) };
    case 'TestBinary':
      return { type: 'binary', operator: node.operator, left: convertWord(node.left, context), right: convertWord(node.right, context) };
    case 'TestLogical':
      return { type: node.operator === '&&' ? 'and' : 'or', operands: node.operands.map((operand) => convertTest(operand, context)) };
    case 'TestNot': {
      const operand = convertTest(node.operand, context);
      return node.negations.length % 2 === 1 ? { type: 'not', operand } : operand;
    }
    case 'TestGroup':
      return convertTest(node.expression, context);
  }
}
