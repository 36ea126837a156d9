import type { Program } from '../../process/types';
import { archiveTools } from '../archive/list';
import { loadCoreutil, coreutilNames } from '../coreutils/list';
import { editorTools } from '../editors/list';
import { fileTools } from '../files/list';
import { networkTools } from '../network/list';
import { systemTools } from '../system/list';
import { textTools } from '../text/list';

const lists = [archiveTools, editorTools, fileTools, networkTools, systemTools, textTools];
/** Tools of ours that busybox does not have. */
const missing = new Set(['column', 'join', 'numfmt', 'sha224sum']);
const shells = ['ash', 'sh'];

/** Names that busybox answers to, sorted: what its links in an image are. */
export const appletNames: readonly string[] = [...new Set([...shells, ...coreutilNames, ...lists.flatMap((list) => Object.keys(list))])].filter((name) => !missing.has(name)).sort();

/** The program of an applet; undefined when there is none of that name. */
export async function loadApplet(name: string): Promise<Program | undefined> {
  if (missing.has(name)) return undefined;
  if (shells.includes(name)) return (await import('../shell/ash')).ash;
  const found = lists.find((list) => name in list)?.[name];
  return found ? (await found())('busybox') : await loadCoreutil(name, 'busybox');
}
