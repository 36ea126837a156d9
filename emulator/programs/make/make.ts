import { exitCodeOf } from '../../process/exit-code';
import { decode } from '../../kernel/bytes';
import type { Process, Program } from '../../process/types';
import { readAll } from '../command-line/input';
import { createTool, type Tool } from '../command-line/tool';
import { expand, MakefileError, readMakefile, type Expansion, type Makefile, type Rule } from './makefile';

const options = { directory: 'C,directory=', file: 'f,file,makefile=', dryRun: 'n,just-print,dry-run,recon', silent: 's,silent,quiet', always: 'B,always-make', keepGoing: 'k,keep-going', ignore: 'i,ignore-errors', jobs: 'j,jobs[=]', question: 'q,question', print: 'w,print-directory', noPrint: 'no-print-directory', version: 'v,version' } as const;
type Key = keyof typeof options;

/** The run stops; what there was to say has been said. */
class MakeStop extends Error {
  override readonly name = 'MakeStop';
}

/** GNU `make`: rules, pattern rules, variables, conditions, the usual functions; recipes run by /bin/sh. */
export const make: Program = createTool<Key>({
  name: 'make',
  options,
  help: 'Usage: make [options] [target] ...\nOptions:\n  -B, --always-make           Unconditionally make all targets.\n  -C DIRECTORY, --directory=DIRECTORY\n                              Change to DIRECTORY before doing anything.\n  -f FILE, --file=FILE        Read FILE as a makefile.\n  -i, --ignore-errors         Ignore errors from recipes.\n  -j [N], --jobs[=N]          Allow N jobs at once; infinite jobs with no arg.\n  -k, --keep-going            Keep going when some targets can\'t be made.\n  -n, --just-print            Don\'t actually run any recipe; just print them.\n  -s, --silent, --quiet       Don\'t echo recipes.\n  -v, --version               Print the version number of make and exit.\n',
  usageCode: 2,
  async run(tool) {
    const { process } = tool;
    if (tool.options.has('version')) {
      await process.write(1, 'GNU Make 4.3\nBuilt for x86_64-pc-linux-gnu\n');
      return 0;
    }
    const directory = tool.options.value('directory');
    if (directory !== undefined) {
      if (!process.files.exists(directory)) {
        await process.write(2, `make: *** ${directory}: No such file or directory.  Stop.\n`);
        return 2;
      }
      process.changeDirectory(directory);
      await process.write(1, `make: Entering directory '${process.cwd}'\n`);
    }
    let code = 2;
    try {
      code = await run(tool);
    } catch (error) {
      if (error instanceof MakefileError) await process.write(2, `${error.message.startsWith('***') ? `make: ${error.message}` : error.message}\n`);
      else if (!(error instanceof MakeStop)) throw error;
    }
    if (directory !== undefined) await process.write(1, `make: Leaving directory '${process.cwd}'\n`);
    return code;
  },
});

async function run(tool: Tool<Key>): Promise<number> {
  const { process } = tool;
  const file = tool.options.value('file') ?? ['GNUmakefile', 'makefile', 'Makefile'].find((name) => process.files.exists(name));
  const goals = tool.operands.filter((word) => !word.includes('='));
  if (file === undefined || !process.files.exists(file)) {
    const text = file === undefined ? (goals[0] === undefined ? '*** No targets specified and no makefile found.  Stop.' : `*** No rule to make target '${goals[0]}'.  Stop.`) : `${file}: No such file or directory\nmake: *** No rule to make target '${file}'.  Stop.`;
    await process.write(2, `make: ${text}\n`);
    return 2;
  }
  const variables = new Map<string, string>([...process.env, ['MAKE', 'make'], ['CC', 'cc'], ['SHELL', '/bin/sh'], ['CURDIR', process.cwd], ['RM', 'rm -f']]);
  const given = tool.operands.filter((word) => word.includes('='));
  for (const word of given) variables.set(word.slice(0, word.indexOf('=')).replace(/:$/, ''), word.slice(word.indexOf('=') + 1));
  const text = process.files.readText(file);
  const shell = new Map<string, string>();
  for (const [, command = ''] of text.matchAll(/\$\(shell ((?:[^()]|\([^()]*\))*)\)/g)) {
    const expanded = expand(command, { variables, shell, wildcard: (pattern) => wildcard(process, pattern) });
    shell.set(expanded, await capture(process, expanded));
  }
  const surroundings = { shell, wildcard: (pattern: string) => wildcard(process, pattern) };
  const makefile = readMakefile(text, file, variables, new Set(given.map((word) => word.slice(0, word.indexOf('=')).replace(/:$/, ''))), surroundings);
  const wanted = goals.length > 0 ? goals : [makefile.rules.find((rule) => !rule.targets[0]?.includes('%'))?.targets[0] ?? ''];
  if (wanted[0] === '') {
    await process.write(2, 'make: *** No targets.  Stop.\n');
    return 2;
  }
  const builder = new Builder(tool, makefile, { ...surroundings, variables: makefile.variables }, file);
  for (const goal of wanted) {
    const before = builder.ran;
    const rule = builder.ruleOf(goal);
    await builder.build(goal, undefined);
    if (builder.ran > before) continue;
    if (!tool.options.has('silent')) await process.write(1, rule && rule.recipe.length === 0 && !process.files.exists(goal) ? `make: Nothing to be done for '${goal}'.\n` : rule ? `make: '${goal}' is up to date.\n` : `make: Nothing to be done for '${goal}'.\n`);
  }
  return 0;
}

function wildcard(process: Process, pattern: string): string[] {
  const at = pattern.lastIndexOf('/');
  const folder = at < 0 ? '.' : pattern.slice(0, at) || '/';
  if (!process.files.exists(folder)) return [];
  const expression = new RegExp(`^${pattern.slice(at + 1).replaceAll(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return process.files.readDirectory(folder).map((entry) => entry.name).filter((name) => !name.startsWith('.') && expression.test(name)).sort().map((name) => pattern.slice(0, at + 1) + name);
}

async function capture(process: Process, command: string): Promise<string> {
  const [from, to] = process.pipe();
  const pid = await process.spawn({ path: '/bin/sh', argv: ['/bin/sh', '-c', command], env: process.env, files: new Map([[0, 0], [1, to], [2, 2]]) });
  process.close(to);
  const text = decode(await readAll(process, from));
  process.close(from);
  await process.wait(pid);
  return text.replace(/\n+$/, '').replaceAll('\n', ' ');
}

/** Makes targets, each once. */
class Builder {
  /** How many recipes ran. */
  ran = 0;
  private readonly done = new Map<string, boolean>();

  constructor(
    private readonly tool: Tool<Key>,
    private readonly makefile: Makefile,
    private readonly expansion: Expansion,
    private readonly file: string,
  ) {}

  /** The rule of a target: all explicit ones together, or the first pattern that fits. */
  ruleOf(target: string): (Rule & { stem?: string }) | undefined {
    const explicit = this.makefile.rules.filter((rule) => rule.targets.includes(target));
    const recipe = explicit.find((rule) => rule.recipe.length > 0)?.recipe;
    const needs = explicit.flatMap((rule) => rule.needs);
    if (explicit.length > 0 && (recipe || this.makefile.phony.has(target))) return { targets: [target], needs, recipe: recipe ?? [] };
    for (const rule of this.makefile.rules) {
      const found = rule.targets.find((one) => one.includes('%'));
      if (found === undefined) continue;
      const [before = '', after = ''] = found.split('%');
      if (!target.startsWith(before) || !target.endsWith(after) || target.length < before.length + after.length) continue;
      const stem = target.slice(before.length, target.length - after.length);
      const own = rule.needs.map((need) => need.replace('%', stem));
      if (own.every((need) => this.tool.process.files.exists(need) || this.makefile.rules.some((one) => one.targets.includes(need)))) return { targets: [target], needs: [...own, ...needs], recipe: rule.recipe, stem };
    }
    return explicit.length > 0 ? { targets: [target], needs, recipe: [] } : undefined;
  }

  /** Makes `target`; whether it was made anew. */
  async build(target: string, parent: string | undefined): Promise<boolean> {
    const known = this.done.get(target);
    if (known !== undefined) return known;
    this.done.set(target, false);
    const { process, options: given } = this.tool;
    const rule = this.ruleOf(target);
    const isThere = process.files.exists(target);
    if (!rule) {
      if (isThere) return false;
      await process.write(2, `make: *** No rule to make target '${target}'${parent === undefined ? '' : `, needed by '${parent}'`}.  Stop.\n`);
      throw new MakeStop();
    }
    let stale = !isThere || this.makefile.phony.has(target) || given.has('always');
    const time = isThere ? process.files.stat(target).modified : 0;
    const newer: string[] = [];
    for (const need of rule.needs) {
      const made = await this.build(need, target);
      const later = made || (process.files.exists(need) && process.files.stat(need).modified > time);
      if (later) newer.push(need);
      stale ||= later;
    }
    if (stale && rule.recipe.length > 0) await this.recipe(target, rule, newer);
    this.done.set(target, stale);
    return stale;
  }

  private async recipe(target: string, rule: Rule & { stem?: string }, newer: readonly string[]): Promise<void> {
    const { process, options: given } = this.tool;
    const unique = [...new Set(rule.needs)];
    const automatic: [string, string][] = [['@', target], ['<', rule.needs[0] ?? ''], ['^', unique.join(' ')], ['+', rule.needs.join(' ')], ['?', newer.join(' ')], ['*', rule.stem ?? target.replace(/\.[^./]*$/, '')], ['@D', target.includes('/') ? target.replace(/\/[^/]*$/, '') : '.'], ['@F', target.replace(/^.*\//, '')]];
    const expansion: Expansion = { ...this.expansion, variables: new Map([...this.expansion.variables, ...automatic]) };
    for (const { text, line } of rule.recipe) {
      const whole = expand(text, expansion);
      const [flags = ''] = /^[@\-+\s]*/.exec(whole) ?? [];
      const command = whole.slice(flags.length);
      if (command === '') continue;
      this.ran++;
      const dry = given.has('dryRun');
      if (dry || (!flags.includes('@') && !given.has('silent'))) await process.write(1, `${command}\n`);
      if (dry && !flags.includes('+')) continue;
      const pid = await process.spawn({ path: expansion.variables.get('SHELL') ?? '/bin/sh', argv: ['/bin/sh', '-c', command], env: new Map([...process.env, ['MAKELEVEL', String(Number(process.env.get('MAKELEVEL') ?? 0) + 1)]]) });
      const status = (await process.wait(pid))?.status;
      const code = exitCodeOf(status);
      if (code === 0) continue;
      const ignored = flags.includes('-') || given.has('ignore');
      await process.write(2, `make: ${ignored ? '' : '*** '}[${this.file}:${line}: ${target}] Error ${code}${ignored ? ' (ignored)' : ''}\n`);
      if (!ignored) throw new MakeStop();
    }
  }
}
