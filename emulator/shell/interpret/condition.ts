import { SafeExpression } from '../../kernel/expression/safe-expression';
import { expandPattern, expandRegular, expandText } from '../expand/word';
import { translateRegular } from '../expand/regular-expression';
import type { TestExpression } from '../parser/tree';
import { calculate } from '../state/assign';
import { ExpansionError } from '../state/control';
import type { Shell } from '../state/shell';
import type { Step } from '../state/step';
import { testFiles, testUnary } from './test-file';

/** `[[ … ]]`. */
export function* testCondition(shell: Shell, expression: TestExpression): Step<boolean> {
  switch (expression.type) {
    case 'and':
      for (const operand of expression.operands) if (!(yield* testCondition(shell, operand))) return false;
      return true;
    case 'or':
      for (const operand of expression.operands) if (yield* testCondition(shell, operand)) return true;
      return false;
    case 'not':
      return !(yield* testCondition(shell, expression.operand));
    case 'unary':
      return testUnary(shell, expression.operator, yield* expandText(expression.operand, shell));
    case 'binary':
      return yield* testBinary(shell, expression);
  }
}

function* testBinary(shell: Shell, { operator, left, right }: Extract<TestExpression, { type: 'binary' }>): Step<boolean> {
  const a = yield* expandText(left, shell);
  switch (operator) {
    case '=':
    case '==':
      return shell.pattern(yield* expandPattern(right, shell)).matches(a);
    case '!=':
      return !shell.pattern(yield* expandPattern(right, shell)).matches(a);
    case '=~':
      return matchRegular(shell, a, yield* expandRegular(right, shell));
  }
  const b = yield* expandText(right, shell);
  switch (operator) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '-nt':
    case '-ot':
    case '-ef':
      return testFiles(shell, operator, a, b);
    default:
      return compareNumbers(operator, BigInt(calculate(a, shell)), BigInt(calculate(b, shell)));
  }
}

/** `-eq` and its like. */
export function compareNumbers(operator: string, a: bigint, b: bigint): boolean {
  switch (operator) {
    case '-eq':
      return a === b;
    case '-ne':
      return a !== b;
    case '-lt':
      return a < b;
    case '-le':
      return a <= b;
    case '-gt':
      return a > b;
    case '-ge':
      return a >= b;
    default:
      throw new ExpansionError(`${operator}: binary operator expected`);
  }
}

/** `=~`; what matched goes into BASH_REMATCH. */
function matchRegular(shell: Shell, text: string, source: string): boolean {
  let pattern: RegExp;
  try {
    pattern = new SafeExpression(translateRegular(source), shell.options.shell('nocasematch') ? 'isu' : 'su');
  } catch {
    throw new ExpansionError('', false, 2);
  }
  const match = pattern.exec(text);
  shell.variables.setValue('BASH_REMATCH', match ? match.map((part) => part ?? '') : []);
  return match !== null;
}
