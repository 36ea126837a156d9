import { executeTemplate } from '../template/execute';
import { templateFunctions } from '../template/functions';
import { parseTemplate } from '../template/parse';
import { TemplateError } from '../template/syntax';
import { GoStruct, type GoValue } from '../template/value';
import type { DockerCli } from './docker-cli';
import { CliError } from './error';

/** An object as a Go struct of the client's: a field that is not there is an error that names the type. */
export function struct(type: string, value: object): GoStruct {
  return new GoStruct(type, Object.fromEntries(Object.entries(value).map(([name, field]) => [name, () => field as GoValue])));
}

function parse(format: string, name: string) {
  try {
    return parseTemplate(name, format.replace(/\\[tn]/g, (escape) => (escape === '\\t' ? '\t' : '\n')), new Set(templateFunctions.keys()));
  } catch (error) {
    if (error instanceof TemplateError) throw new CliError(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}

/**
 * Prints one object by `--format`, as `docker version` and `docker info` do it: `name` is what they call their template, and what a template printed
 * before it failed stays. `typed` is the object with its Go types. Throws `CliError` (64 for what is no template).
 */
export async function printObject(docker: DockerCli, value: unknown, typed: GoValue, format: string, name: string): Promise<void> {
  if (format === 'json') {
    await docker.print(`${JSON.stringify(value)}\n`);
    return;
  }
  const template = parse(format, name);
  try {
    await docker.print(`${executeTemplate(template, typed, { functions: templateFunctions })}\n`);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    await docker.print(`${error.printed}\n`);
    throw new CliError(error.message);
  }
}
