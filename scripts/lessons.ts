/** `npm run lessons`: writes the lessons of a question document, or checks that they are up to date. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DocumentError } from '../course/document/document-error';
import { generateCourse } from '../course/generate-course';
import { generatedMark } from '../course/lesson/write-mdx';

const usage = `Usage: npm run lessons -- [--from FILE] [--out DIR] [--check]

Writes a lesson for every question of a question document.

  --from FILE  the document (content/questions/docker.md)
  --out DIR    where the lessons go (content/lessons)
  --check      write nothing; exit with 1 and name the lessons that are not up to date`;

process.exitCode = main(process.argv.slice(2));

function main(argv: string[]): number {
  let options: { from: string; out: string; check: boolean; help: boolean };
  try {
    options = readOptions(argv);
  } catch (error) {
    console.error(`lessons: ${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }
  try {
    const course = generateCourse(readFileSync(options.from, 'utf8'), options.from);
    return options.check ? check(options.out, course.files) : write(options.out, course.files);
  } catch (error) {
    if (!(error instanceof DocumentError) && !(error instanceof Error && 'syscall' in error)) throw error;
    console.error(`lessons: ${error.message}`);
    return 1;
  }
}

function readOptions(argv: string[]) {
  const { values } = parseArgs({
    args: argv,
    options: {
      from: { type: 'string', default: 'content/questions/docker.md' },
      out: { type: 'string', default: 'content/lessons' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values;
}

/** Names what differs between the lessons in `directory` and those that the document gives now. */
function check(directory: string, files: ReadonlyMap<string, string>): number {
  const present = generatedIn(directory);
  const stale = [...files].filter(([name, content]) => present.get(name) !== content).map(([name]) => name);
  const gone = [...present.keys()].filter((name) => !files.has(name));
  for (const name of stale) console.error(`lessons: ${join(directory, name)} is ${present.has(name) ? 'stale' : 'missing'}: run npm run lessons`);
  for (const name of gone) console.error(`lessons: ${join(directory, name)} belongs to no question: run npm run lessons`);
  return stale.length + gone.length > 0 ? 1 : 0;
}

/** Writes all files, each whole, after all of them have been made: a reader never sees half a lesson. */
function write(directory: string, files: ReadonlyMap<string, string>): number {
  mkdirSync(directory, { recursive: true });
  const present = generatedIn(directory);
  // Beside the target, since only within a file system does a rename replace a file in one step.
  const temporary = mkdtempSync(join(dirname(directory), `.${basename(directory)}-`));
  try {
    const changed = [...files].filter(([name, content]) => present.get(name) !== content);
    for (const [name, content] of changed) writeFileSync(join(temporary, name), content);
    for (const [name] of changed) renameSync(join(temporary, name), join(directory, name));
    const gone = [...present.keys()].filter((name) => !files.has(name));
    for (const name of gone) rmSync(join(directory, name));
    console.log(`${files.size - 1} lessons in ${directory}: ${changed.filter(([name]) => name !== 'index.json').length} written, ${gone.length} removed`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return 0;
}

/** The files in a directory that the generator wrote; a file of somebody's own is none of its business. */
function generatedIn(directory: string): Map<string, string> {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    return new Map();
  }
  const read = names
    .filter((name) => name.endsWith('.mdx') || name === 'index.json')
    .map((name): [string, string] => [name, readFileSync(join(directory, name), 'utf8')]);
  return new Map(read.filter(([name, content]) => name === 'index.json' || content.includes(generatedMark)));
}
