import type {
  ArgumentAssignment,
  Assignment,
  CaseItem,
  Command,
  CompoundCommand,
  Descriptor,
  FunctionDefinition,
  Pipeline,
  Redirection,
  Script,
  Statement,
  TestExpression,
  Word,
} from './tree';

/** Writes commands as bash does: for `jobs`, `type` and `declare -f`. */
export function printPipeline(pipeline: Pipeline): string {
  return printer(0).pipeline(pipeline);
}
export function printCommand(command: Command): string {
  return printer(0).command(command);
}
/** `name () ` and the body, as `declare -f name`. */
export function printFunction(definition: FunctionDefinition): string {
  return printer(0).definition(definition, '');
}

interface Printer {
  statement(statement: Statement): string;
  pipeline(pipeline: Pipeline): string;
  command(command: Command): string;
  definition(definition: FunctionDefinition, keyword: string): string;
}

function printer(depth: number): Printer {
  const here = '    '.repeat(depth);
  const deeper = '    '.repeat(depth + 1);

  /** Statements on lines of their own, each ended by `;` (or the last only when `endAll`). */
  function body(script: Script, endAll: boolean, at: number): string {
    const inner = printer(at);
    const indent = '    '.repeat(at);
    return script.statements
      .map((statement, i) => {
        const text = inner.statement(statement);
        const last = i === script.statements.length - 1;
        return `${indent}${text}${statement.background || (last && !endAll) ? '' : ';'}`;
      })
      .join('\n');
  }
  /** Statements on one line: conditions. */
  function line(script: Script): string {
    return script.statements.map((statement) => statementText(statement)).join('; ');
  }
  function statementText(statement: Statement): string {
    let text = pipelineText(statement.chain[0] as Pipeline);
    for (const [i, operator] of statement.operators.entries()) text += ` ${operator} ${pipelineText(statement.chain[i + 1] as Pipeline)}`;
    return statement.background ? `${text} &` : text;
  }
  function pipelineText(pipeline: Pipeline): string {
    const time = pipeline.timed === 'posix' ? 'time -p ' : pipeline.timed ? 'time ' : '';
    const commands = pipeline.commands.map(
      (command, i) => commandText(command) + (i < pipeline.commands.length - 1 ? (pipeline.both[i] ? ' 2>&1 | ' : ' | ') : ''),
    );
    return `${time}${pipeline.negated ? '! ' : ''}${commands.join('')}`;
  }
  function commandText(command: Command): string {
    switch (command.type) {
      case 'simple': {
        const words = [...command.assignments.map(assignmentText), ...command.words.map(wordText)];
        const redirections = redirectionTexts(command.redirections);
        return [...words, ...redirections.inline].join(' ') + redirections.below;
      }
      case 'function':
        return definition(command, 'function ');
      case 'coprocess':
        return `coproc ${command.name} ${commandText(command.body)}`;
      default: {
        const redirections = redirectionTexts(command.redirections);
        return [compoundText(command), ...redirections.inline].join(' ') + redirections.below;
      }
    }
  }
  function compoundText(command: CompoundCommand): string {
    switch (command.type) {
      case 'group':
        return `{ \n${body(command.body, false, depth + 1)}\n${here}}`;
      case 'subshell':
        return `( ${line(command.body)} )`;
      case 'if': {
        const [first, ...others] = command.branches;
        let text = first ? `if ${line(first.condition)}; then\n${body(first.body, true, depth + 1)}\n` : '';
        let indent = depth;
        // bash keeps an elif as an if inside the else.
        for (const branch of others) {
          text += `${'    '.repeat(indent)}else\n${'    '.repeat(indent + 1)}if ${line(branch.condition)}; then\n${body(branch.body, true, indent + 2)}\n`;
          indent++;
        }
        if (command.otherwise) text += `${'    '.repeat(indent)}else\n${body(command.otherwise, true, indent + 1)}\n`;
        for (; indent > depth; indent--) text += `${'    '.repeat(indent)}fi;\n`;
        return `${text}${here}fi`;
      }
      case 'while':
        return `${command.until ? 'until' : 'while'} ${line(command.condition)}; do\n${body(command.body, true, depth + 1)}\n${here}done`;
      case 'for':
      case 'select': {
        const words = command.words ? command.words.map((word) => word.source).join(' ') : '"$@"';
        const open = command.type === 'for' && depth > 0 ? `;\n${here}do` : '; do';
        return `${command.type} ${command.name} in ${words}${open}\n${body(command.body, true, depth + 1)}\n${here}done`;
      }
      case 'loop':
        return `for ((${command.first.source}; ${command.test.source}; ${command.update.source}))\n${here}do\n${body(command.body, true, depth + 1)}\n${here}done`;
      case 'case':
        return `case ${command.word.source} in \n${command.items.map(caseText).join('')}${here}esac`;
      case 'test':
        return `[[ ${printTest(command.expression)} ]]`;
      case 'calculate':
        return `((${command.expression.source}))`;
    }
  }
  function caseText(item: CaseItem): string {
    const text = body(item.body, false, depth + 2);
    return `${deeper}${item.patterns.map((word) => word.source).join(' | ')})\n${text}${text ? '\n' : ''}${deeper}${item.next}\n`;
  }
  function definition(node: FunctionDefinition, keyword: string): string {
    const text = node.body.type === 'group' ? compoundText(node.body) : `{ \n${deeper}${printer(depth + 1).command(node.body)}\n${here}}`;
    return `${keyword}${node.name} () \n${here}${text}`;
  }
  return { statement: statementText, pipeline: pipelineText, command: commandText, definition };
}

function wordText(word: Word | ArgumentAssignment): string {
  return 'assignment' in word ? assignmentText(word.assignment) : word.source;
}

function assignmentText(assignment: Assignment): string {
  return assignment.source;
}

function redirectionTexts(redirections: readonly Redirection[]): { inline: string[]; below: string } {
  let below = '';
  const inline = redirections.map((redirection) => {
    const descriptor = descriptorText(redirection.descriptor);
    if (redirection.type === 'file') {
      const joined = redirection.operator === '<&' || redirection.operator === '>&';
      const number = joined && redirection.descriptor === undefined ? (redirection.operator === '<&' ? '0' : '1') : descriptor;
      return `${number}${redirection.operator}${joined ? '' : ' '}${redirection.target.source}`;
    }
    if (redirection.string) return `${descriptor}<<< ${redirection.source}`;
    below += `\n${redirection.source}${redirection.delimiter}\n`;
    return `${descriptor}<<${redirection.delimiter}`;
  });
  return { inline, below };
}

function descriptorText(descriptor: Descriptor): string {
  if (descriptor === undefined) return '';
  return typeof descriptor === 'number' ? String(descriptor) : `{${descriptor.variable}}`;
}

/** The inside of `[[ … ]]`. */
export function printTest(expression: TestExpression): string {
  switch (expression.type) {
    case 'unary':
      return `${expression.operator} ${expression.operand.source}`;
    case 'binary':
      return `${expression.left.source} ${expression.operator} ${expression.right.source}`;
    case 'not':
      return `! ${printTest(expression.operand)}`;
    case 'and':
    case 'or':
      return expression.operands.map(printTest).join(expression.type === 'and' ? ' && ' : ' || ');
  }
}
