import type { ExpressionNode } from './parse-expression';

type Instruction =
  | { readonly type: 'letter'; readonly source: string; readonly known: Map<string, boolean>; readonly test: RegExp }
  | { readonly type: 'assertion'; readonly test: RegExp }
  | { readonly type: 'split'; first: number; second: number }
  | { readonly type: 'jump'; to: number }
  | { readonly type: 'save'; readonly slot: number }
  | { readonly type: 'match' };

/** Instructions that a program may have: counted repetitions are written out. */
const longestProgram = 50_000;

/** Where a match and its groups begin and end: slots 2n and 2n + 1; −1 for a group that took no part. */
export type Slots = readonly number[];

/**
 * A matcher that keeps all possibilities side by side (Thompson's way, with the priorities of a backtracking one), so that its time grows with the
 * length of text times expression and not exponentially. Undefined when the expression is too long for that.
 */
export function compileLinear(root: ExpressionNode, flags: string): ((text: string, from: number, anchored: boolean) => Slots | undefined) | undefined {
  const program: Instruction[] = [];
  const unicode = flags.includes('u');
  const classFlags = flags.replace(/[gym]/g, '');
  const assertionFlags = `${flags.replace(/[gy]/g, '')}y`;
  let slots = 2;

  function emit(node: ExpressionNode): void {
    if (program.length > longestProgram) return;
    switch (node.type) {
      case 'letter':
        program.push({ type: 'letter', source: node.source, known: new Map(), test: new RegExp(`^(?:${node.source})$`, classFlags) });
        break;
      case 'assertion':
        program.push({ type: 'assertion', test: new RegExp(node.source, assertionFlags) });
        break;
      case 'sequence':
        for (const one of node.nodes) emit(one);
        break;
      case 'choice':
        emitChoice(node.branches);
        break;
      case 'group':
        if (node.group === undefined) {
          emit(node.body);
          break;
        }
        slots = Math.max(slots, node.group * 2 + 2);
        program.push({ type: 'save', slot: node.group * 2 });
        emit(node.body);
        program.push({ type: 'save', slot: node.group * 2 + 1 });
        break;
      case 'repeat':
        emitRepeat(node);
        break;
    }
  }

  function emitChoice(branches: readonly ExpressionNode[]): void {
    const jumps: { to: number }[] = [];
    for (const [i, branch] of branches.entries()) {
      if (i === branches.length - 1) {
        emit(branch);
        continue;
      }
      const split = fork();
      emit(branch);
      const jump: Instruction = { type: 'jump', to: 0 };
      program.push(jump);
      jumps.push(jump);
      split.second = program.length;
    }
    for (const jump of jumps) jump.to = program.length;
  }

  /** A split whose first way goes on here. */
  function fork(): { first: number; second: number } {
    const split: Instruction = { type: 'split', first: program.length + 1, second: 0 };
    program.push(split);
    return split;
  }

  function emitRepeat({ body, from, to, lazy }: Extract<ExpressionNode, { type: 'repeat' }>): void {
    for (let i = 0; i < from; i++) emit(body);
    const open: { first: number; second: number }[] = [];
    const turn = (split: { first: number; second: number }) => {
      if (lazy) [split.first, split.second] = [split.second, split.first];
    };
    if (to === Infinity) {
      const start = program.length;
      const split = fork();
      emit(body);
      program.push({ type: 'jump', to: start });
      split.second = program.length;
      turn(split);
      return;
    }
    for (let i = from; i < to && program.length <= longestProgram; i++) {
      open.push(fork());
      emit(body);
    }
    for (const split of open) {
      split.second = program.length;
      turn(split);
    }
  }

  emit(root);
  program.push({ type: 'match' });
  if (program.length > longestProgram) return undefined;
  return (text, from, anchored) => run(program, slots, unicode, text, from, anchored);
}

interface Thread {
  readonly at: number;
  readonly slots: Slots;
}

function run(program: readonly Instruction[], slotCount: number, unicode: boolean, text: string, from: number, anchored: boolean): Slots | undefined {
  const seen = new Int32Array(program.length).fill(-1);
  let threads: Thread[] = [];
  let found: Slots | undefined;
  const none: Slots = new Array<number>(slotCount).fill(-1);

  /** Follows everything that takes no letter, in order of priority. */
  function follow(start: Thread, position: number, into: Thread[]): void {
    const pending: Thread[] = [start];
    for (let thread = pending.pop(); thread; thread = pending.pop()) {
      const { at, slots } = thread;
      if (seen[at] === position) continue;
      seen[at] = position;
      const instruction = program[at] as Instruction;
      switch (instruction.type) {
        case 'jump':
          pending.push({ at: instruction.to, slots });
          break;
        case 'split':
          pending.push({ at: instruction.second, slots }, { at: instruction.first, slots });
          break;
        case 'save': {
          const next = slots.slice();
          next[instruction.slot] = position;
          pending.push({ at: at + 1, slots: next });
          break;
        }
        case 'assertion':
          instruction.test.lastIndex = position;
          if (instruction.test.test(text)) pending.push({ at: at + 1, slots });
          break;
        default:
          into.push(thread);
      }
    }
  }

  for (let position = from; ;) {
    // What began earlier comes first; a new beginning only counts while nothing has matched.
    if (!found && (!anchored || position === from)) {
      const begun = none.slice();
      begun[0] = position;
      follow({ at: 0, slots: begun }, position, threads);
    }
    if (threads.length === 0 && (found || anchored || position >= text.length)) return found;
    const code = position < text.length ? (unicode ? (text.codePointAt(position) as number) : text.charCodeAt(position)) : -1;
    const width = code > 0xffff ? 2 : 1;
    const letter = code < 0 ? '' : text.slice(position, position + width);
    const current = threads;
    threads = [];
    for (const { at, slots } of current) {
      const instruction = program[at] as Instruction;
      if (instruction.type === 'match') {
        const matched = slots.slice();
        matched[1] = position;
        found = matched;
        break; // the rest has less priority
      }
      if (code >= 0 && instruction.type === 'letter' && fits(instruction, letter)) follow({ at: at + 1, slots }, position + width, threads);
    }
    if (code < 0) return found;
    position += width;
  }
}

function fits(instruction: Extract<Instruction, { type: 'letter' }>, letter: string): boolean {
  const known = instruction.known.get(letter);
  if (known !== undefined) return known;
  const result = instruction.test.test(letter);
  instruction.known.set(letter, result);
  return result;
}
