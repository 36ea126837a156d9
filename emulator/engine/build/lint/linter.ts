import type { Lines } from '../dockerfile/node';
import { DockerfileError } from '../dockerfile/error';
import { experimentalRules, type Rule } from './rules';

/** Something that a check has found. */
export interface Finding {
  readonly rule: Rule;
  readonly detail: string;
  readonly lines: Lines;
}

/** Collects findings, each once. */
export interface Linter {
  readonly findings: readonly Finding[];
  report(rule: Rule, detail: string, lines: Lines): void;
  /** As BuildKit's `# check=error=true`: the build fails when something was found. */
  readonly failsOnFindings: boolean;
}

/** The address of a rule's page. */
export function ruleUrl(rule: Rule): string {
  return `https://docs.docker.com/go/dockerfile/rule/${rule.page}/`;
}

/** A linter by the settings of the `check` directive or the build argument of that name (`skip=A,B;error=true;experimental=all`). Throws {@link DockerfileError}. */
export function createLinter(settings: string, onFinding: (finding: Finding) => void): Linter {
  const skip = new Set<string>();
  const experimental = new Set<string>();
  let failsOnFindings = false;
  for (const part of settings
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const [key = '', value = ''] = part.split('=', 2);
    const names = value.split(',').map((name) => name.trim());
    if (key.trim() === 'skip') for (const name of names) skip.add(name);
    else if (key.trim() === 'experimental') for (const name of names) experimental.add(name);
    else if (key.trim() === 'error') failsOnFindings = value.trim() === 'true';
    else throw new DockerfileError(`invalid check option ${JSON.stringify(part)}`);
  }
  const findings: Finding[] = [];
  const seen = new Set<string>();
  return {
    findings,
    failsOnFindings,
    report(rule, detail, lines) {
      if (skip.has('all') || skip.has(rule.name)) return;
      if (experimentalRules.has(rule.name) && !experimental.has('all') && !experimental.has(rule.name)) return;
      const key = `${rule.name} ${lines.start} ${detail}`;
      if (seen.has(key)) return;
      seen.add(key);
      const finding = { rule, detail, lines };
      findings.push(finding);
      onFinding(finding);
    },
  };
}
