import { isSystemError } from '../../kernel/errno';
import { findExecutable } from './find-executable';
import { quoteLocale } from './quote';
import type { Tool } from './tool';

/** Becomes the program `words`, found by PATH; says what is wrong and returns 126 or 127 as env, nohup, nice and their like do. */
export async function become<Key extends string>(tool: Tool<Key>, words: readonly string[], env: ReadonlyMap<string, string>): Promise<number> {
  const [name = ''] = words;
  const path = findExecutable(tool.process, name, env.get('PATH'));
  await tool.out.flush();
  try {
    if (path !== undefined) return await tool.process.execute(path, words, env);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    await tool.complain(sentence(tool, name, error.message));
    return error.errno === 'ENOENT' ? 127 : 126;
  }
  await tool.complain(sentence(tool, name, 'No such file or directory'));
  return 127;
}

function sentence<Key extends string>(tool: Tool<Key>, name: string, why: string): string {
  if (tool.flavour === 'busybox') return `can't execute '${name}': ${why}`;
  if (tool.name === 'env' || tool.name === 'nice') return `${quoteLocale(name)}: ${why}`;
  if (tool.name === 'setsid') return `failed to execute ${name}: ${why}`;
  return `failed to run command ${quoteLocale(name)}: ${why}`;
}
