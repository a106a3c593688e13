import { subjectOf } from '../sequences/step.ts';
import type { Comparison, Disagreement, Played } from './compare.ts';
import { declared } from './declared.ts';
import type { ComparedServer } from './compared-server.ts';

/** The comparison for people: the declared classes with their counts, and the shortest sequence of a difference. */
export function comparisonText(
  sides: readonly [ComparedServer, ComparedServer],
  result: Comparison,
  seed: number,
): string {
  const [left, right] = sides;
  const lines: string[] = [];
  if (left.stateless !== right.stateless) {
    lines.push('declared: what a side without state cannot hold');
    for (const { name, reason } of declared) {
      lines.push(`  ${name.padEnd(14)}${String(result.declared.get(name) ?? 0).padStart(5)}  ${reason}`);
    }
  }
  if (result.found) lines.push(...disagreement(sides, result.found));
  const verdict = result.found ? '✖ they differ' : '✔ no difference';
  lines.push(`${verdict}: ${result.sequences} sequences, ${result.requests} requests (seed ${seed})`);
  return `${lines.join('\n')}\n`;
}

function disagreement(
  [left, right]: readonly [ComparedServer, ComparedServer],
  { sequence, played }: Disagreement,
): string[] {
  const plan = Object.keys(sequence.plan).length === 0 ? '' : ` with ${JSON.stringify(sequence.plan)}`;
  return [
    `the shortest sequence that shows it, in a fresh organization${plan} (${left.name} | ${right.name}):`,
    ...played.map((each, index) => `  ${index + 1}. ${line(each)}`),
    ...(played.at(-1)?.undeclared ?? []).map(({ kind, message }) => `     ${kind}: ${message}`),
  ];
}

function line({ step, things, exchanges }: Played): string {
  const { operation } = subjectOf(step);
  const path = operation.path.replaceAll(
    /\{(\w+)\}/g,
    (_whole, name: string) => `{${things.get(name)?.label}}`,
  );
  const query = Object.entries(step.query).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const parts = [
    `${step.id}: ${operation.method.toUpperCase()} ${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    step.body &&
      ('json' in step.body ? JSON.stringify(step.body.json) : `${step.body.type} ${step.body.raw}`),
    step.idempotencyKey && `Idempotency-Key ${step.idempotencyKey}`,
    step.credential !== 'whole' && `with ${step.credential} key`,
  ];
  const [left, right] = exchanges;
  const text = parts.filter((part) => typeof part === 'string').join(' ');
  return `${text.length > 300 ? `${text.slice(0, 299)}…` : text} → ${left.response.status} | ${right.response.status}`;
}
