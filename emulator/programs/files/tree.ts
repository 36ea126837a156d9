import { isSystemError } from '../../kernel/errno';
import { formatMode } from '../command-line/mode';
import { formatHuman } from '../command-line/size';
import { createTool, type Flavour, type Tool } from '../command-line/tool';

const options = { all: 'a', directories: 'd', level: 'L=', fullPath: 'f', size: 's', human: 'h', permissions: 'p', noReport: 'noreport', pattern: 'P=', ignore: 'I=', directoriesFirst: 'dirsfirst', classify: 'F', noColor: 'n', color: 'C', noIndent: 'i', json: 'J' } as const;
type Key = keyof typeof options;

const help = `usage: tree [-adfhinpsCF] [-L level] [-P pattern] [-I pattern] [--noreport] [--dirsfirst] [directory ...]
  -a            All files are listed.
  -d            List directories only.
  -f            Print the full path prefix for each file.
  -L level      Descend only level directories deep.
  -P pattern    List only those files that match the pattern given.
  -I pattern    Do not list files that match the given pattern.
  -s            Print the size in bytes of each file.
  -h            Print the size in a more human readable way.
  -p            Print the protections for each file.
  -F            Appends '/', '=', '*', '@', or '|' as per ls -F.
  --dirsfirst   List directories before files.
  -J            Print out a JSON representation of the tree.
  --noreport    Turn off file/directory count at end of tree listing.
`;

/** `tree`. */
export const createTree = (flavour: Flavour) => createTool({ name: 'tree', options, help, run }, flavour);

interface Counts {
  directories: number;
  files: number;
}

async function run(tool: Tool<Key>): Promise<number> {
  const counts: Counts = { directories: 0, files: 0 };
  let code = 0;
  const level = tool.options.value('level');
  if (level !== undefined && !/^[1-9]\d*$/.test(level)) {
    await tool.process.write(2, 'tree: Invalid level, must be greater than 0.\n');
    return 1;
  }
  for (const root of tool.operands.length > 0 ? tool.operands : ['.']) {
    const { files } = tool.process;
    if (!files.exists(root) || files.stat(root).kind !== 'directory') {
      await tool.out.write(`${root}  [error opening dir]\n`);
      code = 2;
      continue;
    }
    counts.directories++;
    if (tool.options.has('json')) {
      await tool.out.write(`[\n  {"type":"directory","name":${JSON.stringify(root)}`);
      await writeJson(tool, root, 1, Number(level ?? Number.POSITIVE_INFINITY), counts);
      await tool.out.write(`}\n`);
      continue;
    }
    await tool.out.write(`${decorate(tool, root, root)}\n`);
    await descend(tool, root, '', 1, Number(level ?? Number.POSITIVE_INFINITY), counts);
  }
  if (tool.options.has('json')) {
    await tool.out.write(tool.options.has('noReport') ? ']\n' : `,\n  {"type":"report","directories":${counts.directories}${tool.options.has('directories') ? '' : `,"files":${counts.files}`}}\n]\n`);
    return code;
  }
  if (!tool.options.has('noReport')) {
    const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
    const files = tool.options.has('directories') ? '' : `, ${plural(counts.files, 'file', 'files')}`;
    await tool.out.write(`\n${plural(counts.directories, 'directory', 'directories')}${files}\n`);
  }
  return code;
}

/** What of a directory is shown, in the order in which it is. */
function listedNames(tool: Tool<Key>, path: string): string[] {
  const { files } = tool.process;
  let entries: ReturnType<typeof files.readDirectory>;
  try {
    entries = files.readDirectory(path);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
  const isDirectory = (name: string) => files.lstat(`${path}/${name}`).kind === 'directory';
  const glob = (text: string, name: string) => text.split('|').some((one) => new RegExp(`^${one.replaceAll(/[.+^$(){}\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`).test(name));
  const [pattern, ignore] = [tool.options.value('pattern'), tool.options.value('ignore')];
  const names = entries
    .map((entry) => entry.name)
    .filter((name) => tool.options.has('all') || !name.startsWith('.'))
    .filter((name) => !tool.options.has('directories') || isDirectory(name))
    .filter((name) => pattern === undefined || isDirectory(name) || glob(pattern, name))
    .filter((name) => ignore === undefined || !glob(ignore, name))
    .sort();
  if (tool.options.has('directoriesFirst')) names.sort((a, b) => Number(isDirectory(b)) - Number(isDirectory(a)));
  return names;
}

/** `-J`: what is in a directory, as JSON. */
async function writeJson(tool: Tool<Key>, path: string, depth: number, most: number, counts: Counts): Promise<void> {
  if (depth > most) return;
  await tool.process.tick();
  const { files } = tool.process;
  const names = listedNames(tool, path);
  if (names.length === 0) return;
  await tool.out.write(',"contents":[\n');
  for (const [index, name] of names.entries()) {
    const full = `${path}/${name}`;
    const { kind } = files.lstat(full);
    const link = kind === 'symlink' ? `,"target":${JSON.stringify(files.readLink(full))}` : '';
    await tool.out.write(`${'  '.repeat(depth + 1)}{"type":"${kind === 'symlink' ? 'link' : kind}","name":${JSON.stringify(tool.options.has('fullPath') ? full : name)}${link}`);
    if (kind === 'directory') {
      counts.directories++;
      await writeJson(tool, full, depth + 1, most, counts);
    } else counts.files++;
    await tool.out.write(`}${index === names.length - 1 ? '' : ','}\n`);
  }
  await tool.out.write(`${'  '.repeat(depth)}]`);
}

async function descend(tool: Tool<Key>, path: string, indent: string, depth: number, most: number, counts: Counts): Promise<void> {
  if (depth > most) return;
  await tool.process.tick();
  const { files } = tool.process;
  const isDirectory = (name: string) => files.lstat(`${path}/${name}`).kind === 'directory';
  const names = listedNames(tool, path);
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1;
    const full = `${path}/${name}`;
    await tool.out.write(`${tool.options.has('noIndent') ? '' : indent + (last ? '└── ' : '├── ')}${decorate(tool, full, tool.options.has('fullPath') ? full : name)}\n`);
    if (isDirectory(name)) {
      counts.directories++;
      await descend(tool, full, `${indent}${last ? '    ' : '│\u00a0\u00a0 '}`, depth + 1, most, counts);
    } else counts.files++;
  }
}

function decorate(tool: Tool<Key>, path: string, name: string): string {
  const attributes = tool.process.files.lstat(path);
  const parts: string[] = [];
  if (tool.options.has('permissions')) parts.push(formatMode(attributes.kind, attributes.mode));
  if (tool.options.has('human')) parts.push(formatHuman(attributes.size).padStart(4));
  else if (tool.options.has('size')) parts.push(String(attributes.size).padStart(11));
  const colour = tool.options.has('color') || (tool.process.terminal(1) !== undefined && !tool.options.has('noColor'));
  const code = attributes.kind === 'directory' ? '01;34' : attributes.kind === 'symlink' ? '01;36' : attributes.kind === 'file' && attributes.mode & 0o111 ? '01;32' : '';
  let shown = colour && code !== '' ? `\u001b[${code}m${name}\u001b[0m` : name;
  if (tool.options.has('classify')) shown += attributes.kind === 'directory' ? '/' : attributes.kind === 'file' && attributes.mode & 0o111 ? '*' : '';
  if (attributes.kind === 'symlink') shown += ` -> ${tool.process.files.readLink(path)}`;
  return `${parts.length > 0 ? `[${parts.join(' ')}]  ` : ''}${shown}`;
}
