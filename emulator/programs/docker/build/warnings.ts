import type { BuildVertexWarning } from '../../../api/types/build';
import { textFromBase64 } from './base64';
import { sourceExcerpt } from './source-excerpt';

/** The block at the end of a build with what is to be said about its Dockerfile. It is yellow off a terminal as well. With `isDebugging` each warning is explained. */
export function warningsBlock(warnings: readonly BuildVertexWarning[], isDebugging: boolean): string {
  if (warnings.length === 0) return '';
  const count = warnings.length === 1 ? '1 warning found' : `${warnings.length} warnings found`;
  let text = `\n \u001b[33m${count}${isDebugging ? '' : ' (use docker --debug to expand)'}:\n\u001b[0m`;
  for (const warning of warnings) {
    text += ` - ${textFromBase64(warning.short)}\n`;
    if (!isDebugging) continue;
    for (const detail of warning.detail ?? []) text += `${textFromBase64(detail)}\n`;
    if (warning.url) text += `More info: ${warning.url}\n`;
    if (warning.sourceInfo && warning.range) text += sourceExcerpt({ filename: warning.sourceInfo.filename, text: textFromBase64(warning.sourceInfo.data), range: warning.range });
    text += '\n';
  }
  return text;
}
