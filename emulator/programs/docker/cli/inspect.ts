import type { ImageInspect } from '../../../api/types/image';
import { ApiError } from '../../../api/client/error';
import { inspectedImage } from '../formatter/inspected-image';
import { containerInspect, networkInspect, volumeInspect } from '../formatter/inspected-types';
import { escapeHtml } from '../formatter/row';
import { executeTemplate } from '../template/execute';
import { templateFunctions } from '../template/functions';
import { parseTemplate } from '../template/parse';
import { TemplateError, type Template } from '../template/syntax';
import { typed } from '../template/typed';
import type { GoValue } from '../template/value';
import type { DockerCli } from './docker-cli';
import { CliError, messageOf } from './error';

/** Prints what `find` gives for each argument: an indented JSON array, one JSON a line (`json`), or a template's text for each. Failures come after it, with exit code 1. */
export async function printInspected(docker: DockerCli, args: readonly string[], format: string, find: (name: string) => Promise<unknown>, { escape = false } = {}): Promise<void> {
  const found: unknown[] = [];
  const failures: string[] = [];
  const template = format === '' || format === 'json' ? undefined : readTemplate(format);
  for (const name of args) {
    try {
      found.push(await find(name));
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof CliError)) throw error;
      failures.push(messageOf(error));
    }
  }
  let text = '';
  if (format === 'json') text = `[${found.map((one) => JSON.stringify(one)).join(',')}]\n`;
  else if (template === undefined) text = `${JSON.stringify(found, undefined, 4)}\n`;
  else {
    for (const one of found) {
      try {
        text += `${render(template, one)}\n`;
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        failures.push(`template parsing error: ${error.message}`);
      }
    }
    if (text === '') text = '\n';
  }
  await docker.print(escape && template === undefined ? escapeHtml(text) : text);
  if (failures.length > 0) throw new CliError(failures.join('\n'));
}

/** Renders what was found as the client's own type has it and, where that fails, as the JSON that the daemon sent; the failure that counts is the latter's. */
function render(template: Template, found: unknown): string {
  const shown = isImage(found) ? inspectedImage(found) : typedObject(found);
  try {
    return executeTemplate(template, shown, { functions: templateFunctions, missingKeyFails: true });
  } catch (error) {
    if (!(error instanceof TemplateError) || shown === found || isVolume(found)) throw error;
    return executeTemplate(template, found as GoValue, { functions: templateFunctions, missingKeyFails: true });
  }
}

/** The object as the client's type of it, told by the fields that only that type has. */
function typedObject(found: unknown): GoValue {
  if (typeof found !== 'object' || found === null) return found as GoValue;
  if ('HostConfig' in found && 'State' in found) return typed(containerInspect, found);
  if ('IPAM' in found && 'ConfigOnly' in found) return typed(networkInspect, found);
  return isVolume(found) ? typed(volumeInspect, found) : (found as GoValue);
}

const isVolume = (found: unknown) => typeof found === 'object' && found !== null && 'Mountpoint' in found;

function isImage(found: unknown): found is ImageInspect {
  return typeof found === 'object' && found !== null && 'RootFS' in found && 'RepoTags' in found;
}

function readTemplate(format: string) {
  try {
    return parseTemplate('', format.replace(/\\[tn]/g, (escape) => (escape === '\\t' ? '\t' : '\n')), new Set(templateFunctions.keys()));
  } catch (error) {
    if (error instanceof TemplateError) throw new CliError(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}

