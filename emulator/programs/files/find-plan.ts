import type { FileKind } from '../../vfs/types';

/** A number to compare with: more than, less than, exactly. */
export interface Comparison {
  readonly sign: '+' | '-' | '';
  readonly value: number;
}

/** A piece of the expression. */
export type FindNode =
  | { readonly kind: 'and' | 'or' | 'list'; readonly left: FindNode; readonly right: FindNode }
  | { readonly kind: 'not'; readonly inner: FindNode }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'name' | 'path' | 'link' | 'regex'; readonly pattern: RegExp }
  | { readonly kind: 'same'; readonly device: number; readonly inode: number }
  | { readonly kind: 'type'; readonly through: boolean; readonly kinds: readonly FileKind[] }
  | { readonly kind: 'size'; readonly comparison: Comparison; readonly unit: number }
  | { readonly kind: 'age'; readonly time: 'accessed' | 'changed' | 'modified'; readonly unit: number; readonly comparison: Comparison }
  | { readonly kind: 'newer'; readonly time: 'accessed' | 'changed' | 'modified'; readonly than: number }
  | { readonly kind: 'number'; readonly what: 'uid' | 'gid' | 'inode' | 'links'; readonly comparison: Comparison }
  | { readonly kind: 'unknown'; readonly what: 'user' | 'group' }
  | { readonly kind: 'permissions'; readonly how: 'all' | 'any' | 'exactly'; readonly mode: number }
  | { readonly kind: 'access'; readonly wanted: 'read' | 'write' | 'execute' }
  | { readonly kind: 'empty' | 'prune' | 'quit' | 'delete' | 'list-files' }
  | { readonly kind: 'print'; readonly end: string; readonly format?: string }
  | { readonly kind: 'execute'; readonly words: readonly string[]; readonly many: boolean; readonly inDirectory: boolean; readonly asking: boolean };

/** A whole command line. */
export interface FindPlan {
  readonly paths: readonly string[];
  readonly expression: FindNode;
  readonly links: 'never' | 'operands' | 'always';
  readonly minimum: number;
  readonly maximum: number;
  readonly depthFirst: boolean;
  readonly oneFileSystem: boolean;
  readonly now: number;
}
