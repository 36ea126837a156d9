import { decode } from '../../kernel/bytes';
import { isSystemError } from '../../kernel/errno';
import type { Process, Program } from '../../process/types';
import { readAll } from '../command-line/input';
import { OptionError, parseOptions, type ParsedOptions } from '../command-line/options';
import { Output } from '../command-line/output';
import { builtins, JqHalt } from './jq/builtins';
import { Interpreter } from './jq/evaluate';
import { Scope } from './jq/scope';
import { parseDefinitions, parseProgram } from './jq/parser';
import { prelude } from './jq/prelude';
import { JsonTextError, readJsonValues } from './jq/read-json';
import { render } from './jq/render';
import { JqBreak, JqError, JqSyntaxError, type Json, type Node } from './jq/types';
import { isObject, isTrue } from './jq/values';

const options = { raw: 'r,raw-output', join: 'j,join-output', compact: 'c,compact-output', noInput: 'n,null-input', slurp: 's,slurp', rawInput: 'R,raw-input', sort: 'S,sort-keys', colour: 'C,color-output', mono: 'M,monochrome-output', ascii: 'a,ascii-output', tab: 'tab', indent: 'indent=', exit: 'e,exit-status', file: 'f,from-file=', help: 'h,help', version: 'V,version', unbuffered: 'unbuffered', raw0: 'raw-output0' } as const;
type Given = ParsedOptions<keyof typeof options>;

const usage = `Usage:\tjq [OPTIONS] FILTER [FILES...]
\tjq [OPTIONS] -n FILTER
\tjq [OPTIONS] --args FILTER [ARGUMENTS...]
\tjq [OPTIONS] --jsonargs FILTER [JSON_VALUES...]
`;
const help = `${usage}
jq is a tool for processing JSON inputs, applying the given filter to
its JSON text inputs and producing the filter's results as JSON on
standard output.

The simplest filter is ., which copies jq's input to its output
unmodified except for formatting. For more advanced filters see
the jq(1) manpage ("man jq") and/or https://jqlang.github.io/jq/.

Example:

\t$ echo '{"foo": 0}' | jq .
\t{
\t  "foo": 0
\t}

Command options:
  -n, --null-input          use \`null\` as the single input value;
  -R, --raw-input           read each line as string instead of JSON;
  -s, --slurp               read all inputs into an array and use it as
                            the single input value;
  -c, --compact-output      compact instead of pretty-printed output;
  -r, --raw-output          output strings without escapes and quotes;
  -j, --join-output         implies -r and output without newline after
                            each output;
  -a, --ascii-output        output strings by only ASCII characters
                            using escape sequences;
  -S, --sort-keys           sort keys of each object on output;
  -C, --color-output        colorize JSON output;
  -M, --monochrome-output   disable colored output;
      --tab                 use tabs for indentation;
      --indent n            use n spaces for indentation (max 7 spaces);
  -e, --exit-status         set exit status code based on the output;
      --arg name value      set $name to the string value;
      --argjson name value  set $name to the JSON value;
      --args                consume remaining arguments as positional
                            string values;
  -h, --help                show the help;
  -V, --version             show the version;
`;

/** `jq`: filters JSON with a program in jq's own language. */
export const jq: Program = async (process: Process): Promise<number> => {
  const named: Record<string, Json> = {};
  const positional: Json[] = [];
  let given: Given;
  try {
    given = parseOptions(takeVariables(process.argv.slice(1), named, positional), options);
  } catch (error) {
    if (!(error instanceof OptionError) && !(error instanceof JsonTextError)) throw error;
    const what = error instanceof JsonTextError ? error.message : `Unknown arguments`;
    await process.write(2, `jq: error: ${what}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq\n`.replace('jq: error: Unknown arguments\n', `Unknown arguments\n`));
    return 2;
  }
  if (given.has('help') || given.has('version')) {
    await process.write(1, given.has('help') ? help : 'jq-1.7.1\n');
    return 0;
  }
  const words = [...given.operands];
  const source = given.has('file') ? process.files.readText(given.value('file') ?? '') : words.shift();
  if (source === undefined) {
    await process.write(2, `jq - commandline JSON processor [version 1.7.1]\n\n${usage}\nFor a list of all options use --help.\n`);
    return 2;
  }
  let program: Node;
  try {
    program = parseProgram(source);
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error;
    await process.write(2, `jq: error: ${error.message} at <top-level>, line 1:\n${source}\njq: 1 compile error\n`);
    return 3;
  }
  const scope = new Scope();
  for (const definition of parseDefinitions(prelude)) scope.define(definition);
  for (const [name, value] of Object.entries(named)) scope.set(name, value);
  scope.set('ENV', Object.fromEntries(process.env)).set('__prog_args', positional).set('ARGS', { positional, named });
  const unknown = findUnknown(program, scope, new Set());
  if (unknown !== undefined) {
    await process.write(2, `jq: error: ${unknown} is not defined at <top-level>, line 1:\n${source}\njq: 1 compile error\n`);
    return 3;
  }
  return await filter(process, given, program, scope, words);
};

/** Takes `--arg`, `--argjson`, `--args` and their like out of the words. */
function takeVariables(words: readonly string[], named: Record<string, Json>, positional: Json[]): string[] {
  const rest: string[] = [];
  let mode: 'files' | 'text' | 'json' = 'files';
  let program = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--arg') named[words[++at] ?? ''] = words[++at] ?? '';
    else if (word === '--argjson') {
      const name = words[++at] ?? '';
      const text = words[++at] ?? '';
      try {
        named[name] = JSON.parse(text) as Json;
      } catch {
        throw new JsonTextError(`Invalid JSON text passed to --argjson`);
      }
    } else if (word === '--args') mode = 'text';
    else if (word === '--jsonargs') mode = 'json';
    else if (mode !== 'files' && program && !word.startsWith('-')) positional.push(mode === 'text' ? word : (JSON.parse(word) as Json));
    else {
      if (!word.startsWith('-')) program = true;
      rest.push(word);
    }
  }
  return rest;
}

/** A name that nothing defines, as the compiler would complain of it. */
function findUnknown(node: unknown, scope: Scope, known: ReadonlySet<string>): string | undefined {
  if (Array.isArray(node)) {
    for (const one of node) {
      const found = findUnknown(one, scope, known);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof node !== 'object' || node === null) return undefined;
  const one = node as Node & { definition?: { name: string; parameters: string[]; body: Node } };
  if (one.kind === 'literal') return undefined;
  if (one.kind === 'define') {
    const names = new Set([...known, `${one.definition.name}/${one.definition.parameters.length}`]);
    return findUnknown(one.definition.body, scope, new Set([...names, ...one.definition.parameters.map((name) => `${name}/0`)])) ?? findUnknown(one.body, scope, names);
  }
  if (one.kind === 'call') {
    const key = `${one.name}/${one.args.length}`;
    if (!known.has(key) && !scope.findFunction(key) && !builtins.has(key) && !['empty/0', 'path/1', 'getpath/1', 'error/0', 'error/1', 'input/0', 'inputs/0', 'limit/2', 'now/0'].includes(key)) return key;
  }
  return findUnknown(Object.values(one), scope, known);
}

async function filter(process: Process, given: Given, program: Node, scope: Scope, files: readonly string[]): Promise<number> {
  const out = new Output(process, 1);
  const colour = given.has('colour') || (process.terminal(1) !== undefined && !given.has('mono') && !process.env.has('NO_COLOR'));
  const indent = given.has('compact') ? '' : given.has('tab') ? '\t' : ' '.repeat(Number(given.value('indent') ?? 2));
  const format = { indent, sortKeys: given.has('sort'), colour, ascii: given.has('ascii') };
  let code = 0;
  let text = '';
  for (const path of files.length > 0 || given.has('noInput') ? files : ['-']) {
    try {
      text += path === '-' ? decode(await readAll(process, 0)) : decode(process.files.readFile(path));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      await process.write(2, `jq: error: Could not open ${path}: ${error.message}\n`);
      code = 2;
    }
  }
  if (given.has('noInput') && files.length === 0 && !process.terminal(0) && JSON.stringify(program).includes('"input')) text = decode(await readAll(process, 0));
  const inputs = given.has('rawInput') ? lines(text, given.has('slurp')) : given.has('slurp') ? slurp(text) : readJsonValues(text);
  const timed = new Map([...builtins, ['now/0', () => process.system.clock.now() / 1000]]);
  const interpreter = new Interpreter({ builtins: timed, nextInput: () => inputs.next().value as Json | undefined });
  let last: Json | undefined;
  const runOne = async (value: Json) => {
    try {
      for (const { value: result } of interpreter.run(program, scope, { value, path: undefined })) {
        last = result;
        const raw = typeof result === 'string' && (given.has('raw') || given.has('join') || given.has('raw0'));
        await out.write(`${raw ? result : render(result, format)}${given.has('join') ? '' : given.has('raw0') ? '\0' : '\n'}`);
        await process.tick();
      }
    } catch (error) {
      if (error instanceof JqBreak) return;
      if (!(error instanceof JqError)) throw error;
      await out.flush();
      const said = error.value === null ? 'null (null) not a string' : typeof error.value === 'string' ? error.value : isObject(error.value) ? `${JSON.stringify(error.value)} (not a string)` : `${error.message} (not a string)`;
      await process.write(2, `jq: error (at ${given.has('noInput') ? '<unknown>' : `${files.length > 0 ? files.at(-1) : '<stdin>'}:${text.split('\n').length - 1}`}): ${said}\n`);
      code = 5;
    }
  };
  try {
    if (given.has('noInput')) await runOne(null);
    else for (let next = inputs.next(); !next.done; next = inputs.next()) await runOne(next.value);
  } catch (error) {
    await out.flush();
    if (error instanceof JqHalt) {
      await process.write(2, error.text);
      return error.code;
    }
    if (!(error instanceof JsonTextError)) throw error;
    await process.write(2, `jq: parse error: ${error.message}\n`);
    return 2;
  }
  await out.flush();
  if (code === 0 && given.has('exit')) return last === undefined ? 4 : isTrue(last) ? 0 : 1;
  return code;
}

function* lines(text: string, whole: boolean): Generator<Json> {
  if (whole) yield text;
  else for (const line of text.replace(/\n$/, '').split('\n')) if (text !== '') yield line;
}
function* slurp(text: string): Generator<Json> {
  yield [...readJsonValues(text)];
}
