import type { Verdict } from '../change.ts';
import { child, isRecord, type Location } from '../document/files.ts';
import type { Operation } from '../document/operations.ts';
import { stable } from '../schema/schema.ts';
import type { Comparison } from './comparison.ts';
import type { Met } from './findings.ts';

type Direction = (base: number, revision: number) => Verdict;
const smallerBreaks: Direction = (base, revision) => (revision < base ? 'breaking' : 'safe');
const largerBreaks: Direction = (base, revision) => (revision > base ? 'breaking' : 'safe');
const anyIsRisky: Direction = () => 'risky';

/** Which way a number of `x-atteny-limits` or `x-atteny-delivery` may move without hurting anybody. */
const directions: Record<string, Direction> = {
  windowSeconds: largerBreaks,
  keyRevocationSeconds: largerBreaks,
  jitter: anyIsRisky,
  disableOnStatus: anyIsRisky,
  retryAfterMaximumSeconds: anyIsRisky,
  timestampToleranceSeconds: anyIsRisky,
};

/** What the document promises by extensions: limits and delivery, the shape of keys, and their scopes. */
export function compareExtensions(comparison: Comparison): void {
  const root = {
    base: { file: comparison.base.root, pointer: '#' },
    revision: { file: comparison.revision.root, pointer: '#' },
  };
  for (const name of ['x-atteny-limits', 'x-atteny-delivery']) {
    compareNumbers(comparison, child(root.base, name), child(root.revision, name), name);
  }
  const schemes = {
    base: child(root.base, 'components', 'securitySchemes'),
    revision: child(root.revision, 'components', 'securitySchemes'),
  };
  for (const name of Object.keys(comparison.base.record(schemes.base))) {
    const [base, revision] = [child(schemes.base, name), child(schemes.revision, name)];
    if (comparison.revision.at(revision) !== undefined) {
      compareScheme(comparison, comparison.base.follow(base), comparison.revision.follow(revision), name);
    }
  }
}

function compareNumbers(comparison: Comparison, base: Location, revision: Location, name: string): void {
  const [was, is] = [comparison.base.at(base), comparison.revision.at(revision)];
  if (stable(was) === stable(is)) return;
  const add = (rule: string, verdict: Verdict, message: string): void =>
    comparison.findings.add([], {
      rule,
      verdict,
      message,
      base: was === undefined ? parent(base) : base,
      revision: is === undefined ? parent(revision) : revision,
      before: was,
      after: is,
    });
  if (was === undefined) {
    return add('limit-added', 'breaking', `${name} is new: what it bounds had no bound.`);
  }
  if (is === undefined) return add('limit-removed', 'breaking', `${name} is no longer stated.`);
  if (Array.isArray(was) && Array.isArray(is)) {
    const verdict =
      is.length < was.length
        ? 'breaking'
        : stable(is.slice(0, was.length)) === stable(was)
          ? 'safe'
          : 'risky';
    return add('limit-changed', verdict, `${name} went from [${was.join(', ')}] to [${is.join(', ')}].`);
  }
  if (isRecord(was) && isRecord(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      compareNumbers(comparison, child(base, key), child(revision, key), key);
    }
    return;
  }
  const verdictFor = directions[name] ?? smallerBreaks;
  add(
    'limit-changed',
    typeof was === 'number' && typeof is === 'number' ? verdictFor(was, is) : 'breaking',
    `${name} went from ${JSON.stringify(was)} to ${JSON.stringify(is)}.`,
  );
}

function compareScheme(comparison: Comparison, base: Location, revision: Location, name: string): void {
  const pattern = 'x-atteny-pattern';
  const [was, is] = [comparison.base.record(base), comparison.revision.record(revision)];
  if (was[pattern] !== is[pattern]) {
    comparison.findings.add([], {
      rule: 'key-pattern-changed',
      verdict: was[pattern] === undefined ? 'safe' : 'breaking',
      message: `\`${name}\`: keys look otherwise: ${JSON.stringify(was[pattern])} before, ${JSON.stringify(is[pattern])} now.`,
      base: was[pattern] === undefined ? base : child(base, pattern),
      revision: is[pattern] === undefined ? revision : child(revision, pattern),
      before: was[pattern],
      after: is[pattern],
    });
  }
  const scopes = (raw: Record<string, unknown>): string[] =>
    Array.isArray(raw['x-atteny-scopes'])
      ? raw['x-atteny-scopes'].filter(isRecord).map((scope) => String(scope['name']))
      : [];
  const [before, after] = [scopes(was), scopes(is)];
  for (const scope of before.filter((each) => !after.includes(each))) {
    comparison.findings.add([], {
      rule: 'scope-removed',
      verdict: 'breaking',
      message: `There is no scope \`${scope}\` any more.`,
      base: child(base, 'x-atteny-scopes', before.indexOf(scope)),
      revision: child(revision, 'x-atteny-scopes'),
      before: scope,
      after: undefined,
    });
  }
}

/** The events that an operation causes. */
export function compareEvents(
  comparison: Comparison,
  met: readonly Met[],
  old: Operation,
  now: Operation,
): void {
  const name = 'x-atteny-emits';
  const events = (raw: Record<string, unknown>): string[] =>
    Array.isArray(raw[name]) ? raw[name].map(String) : [];
  const [before, after] = [
    events(comparison.base.record(old.at)),
    events(comparison.revision.record(now.at)),
  ];
  const places = {
    base: before.length > 0 ? child(old.at, name) : old.at,
    revision: after.length > 0 ? child(now.at, name) : now.at,
    before,
    after,
  };
  for (const event of before.filter((each) => !after.includes(each))) {
    comparison.findings.add(met, {
      rule: 'event-no-longer-caused',
      verdict: 'breaking',
      message: `${old.name} no longer causes \`${event}\`.`,
      ...places,
    });
  }
  for (const event of after.filter((each) => !before.includes(each))) {
    comparison.findings.add(met, {
      rule: 'event-newly-caused',
      verdict: 'risky',
      message: `${old.name} now causes \`${event}\` as well.`,
      ...places,
    });
  }
}

function parent({ file, pointer }: Location): Location {
  return { file, pointer: pointer.slice(0, Math.max(1, pointer.lastIndexOf('/'))) };
}
