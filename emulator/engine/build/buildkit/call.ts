import type { BuildOptions } from '../../../api/router/build/backend';
import type { BuildCallResult } from '../../../api/types/build';
import type { EngineError } from '../../error';
import { base64Text } from '../base64';
import type { Dockerfile } from '../dockerfile/command';
import { DockerfileError } from '../dockerfile/error';
import { ruleUrl, type Linter } from '../lint/linter';
import type { Plan } from './plan';

/** What a call is answered from. */
export interface CallSubject {
  readonly dockerfile: Dockerfile;
  readonly plan: Plan;
  readonly linter: Linter;
  readonly filename: string;
  readonly text: string;
  readonly failure: EngineError | undefined;
}

/** The frontend's answer to `--call`. */
export function callResult(call: BuildOptions['call'], subject: CallSubject): BuildCallResult {
  const value = call === 'check' ? checkResult(subject) : call === 'targets' ? targetsResult(subject) : outlineResult(subject);
  const json = JSON.stringify(value, undefined, 2);
  const hasFindings = call === 'check' && (subject.linter.findings.length > 0 || subject.failure !== undefined);
  return { 'result.json': json, 'result.txt': json, ...(hasFindings ? { 'result.statuscode': '1' as const } : {}) };
}

const location = (lines: { start: number; end: number }) => ({ ranges: [{ start: { line: lines.start }, end: { line: lines.end } }] });
const sourcesOf = ({ filename, text }: CallSubject) => [{ filename, language: 'Dockerfile', data: base64Text(text) }];

function checkResult(subject: CallSubject): unknown {
  const warnings = subject.linter.findings.map(({ rule, detail, lines }) => ({
    ruleName: rule.name,
    description: rule.description,
    url: ruleUrl(rule),
    detail,
    location: location(lines),
  }));
  const { failure } = subject;
  const lines = failure instanceof DockerfileError ? failure.lines : undefined;
  return {
    ...(warnings.length > 0 ? { warnings } : { warnings: null }),
    sources: sourcesOf(subject),
    ...(failure ? { buildError: { message: failure.message, ...(lines ? { location: location(lines) } : {}) } } : {}),
  };
}

function targetsResult(subject: CallSubject): unknown {
  const { stages } = subject.plan;
  return {
    targets: stages.map(({ stage, index }) => ({
      ...(stage.name === '' ? {} : { name: stage.name }),
      ...(index === stages.length - 1 ? { default: true } : {}),
      ...(stage.comment === '' ? {} : { description: stage.comment }),
      base: stage.base,
      location: location(stage.lines),
    })),
    sources: sourcesOf(subject).map(({ data }) => data),
  };
}

function outlineResult(subject: CallSubject): unknown {
  const { plan, dockerfile } = subject;
  const { stage } = plan.target;
  const own = plan.needed.flatMap((planned) =>
    planned.stage.commands.flatMap((command) => (command.name === 'ARG' ? command.arguments.map((argument) => ({ ...argument, lines: command.lines })) : [])),
  );
  const args = [...dockerfile.globals, ...own].map(({ key, value, lines }) => ({
    name: key,
    ...(value === undefined ? {} : { value }),
    location: location(lines),
  }));
  return {
    ...(stage.name === '' ? {} : { name: stage.name }),
    ...(stage.comment === '' ? {} : { description: stage.comment }),
    ...(args.length > 0 ? { args } : {}),
    sources: sourcesOf(subject).map(({ data }) => data),
  };
}
