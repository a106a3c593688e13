import { child, type Location } from '../document/files.ts';
import { operationsOf, type Operation } from '../document/operations.ts';
import type { Direction } from '../schema/schema.ts';
import { compareAnswers } from './answers.ts';
import type { Comparison } from './comparison.ts';
import { compareContent } from './content.ts';
import { compareEvents } from './extensions.ts';
import type { Met } from './findings.ts';
import { byPlace, compareFields } from './parameters.ts';
import { compareSecurity } from './security.ts';

/** Every operation and every event of two documents. */
export function compareOperations(comparison: Comparison): void {
  for (const section of ['paths', 'webhooks'] as const) {
    compareLists(
      comparison,
      operationsOf(comparison.base, section),
      operationsOf(comparison.revision, section),
      {
        base: child({ file: comparison.base.root, pointer: '#' }, section),
        revision: child({ file: comparison.revision.root, pointer: '#' }, section),
      },
    );
  }
}

function compareLists(
  comparison: Comparison,
  before: Operation[],
  after: Operation[],
  owners: { base: Location; revision: Location },
): void {
  const { pairs, gone, come } = pair(before, after);
  for (const [old, now] of pairs) compareOperation(comparison, old, now);
  const moved = gone.flatMap((old) => {
    const now =
      come.find((each) => old.id !== undefined && each.id === old.id) ??
      come.find((each) => sameButName(comparison, old, each));
    if (now) come.splice(come.indexOf(now), 1);
    return now ? [{ old, now }] : [];
  });
  for (const { old, now } of moved) {
    comparison.findings.add(meet(old, now), {
      rule: `${noun(old)}-moved`,
      verdict: 'breaking',
      message: `${capitalName(old)} is ${now.section === 'webhooks' ? `called \`${now.path}\`` : `\`${now.method.toUpperCase()} ${now.path}\``} now${old.name === now.name ? '' : ` (${now.name})`}.`,
      base: old.pathAt,
      revision: now.pathAt,
      before: pathOf(old),
      after: pathOf(now),
    });
  }
  for (const old of gone) {
    if (moved.some((each) => each.old === old)) continue;
    comparison.findings.add([met(old)], {
      rule: `${noun(old)}-removed`,
      verdict: 'breaking',
      message: `${capitalName(old)} is gone.`,
      base: old.at,
      revision: owners.revision,
      after: undefined,
    });
  }
  for (const now of come) {
    comparison.findings.add([met(now)], {
      rule: `${noun(now)}-added`,
      verdict: 'safe',
      message: `${capitalName(now)} is new.`,
      base: owners.base,
      revision: now.at,
      before: undefined,
    });
  }
}

/** Operations belong together that answer to the same calls, whatever the names of their parameters. */
function pair(
  before: Operation[],
  after: Operation[],
): { pairs: [Operation, Operation][]; gone: Operation[]; come: Operation[] } {
  const come = new Set(after);
  const pairs: [Operation, Operation][] = [];
  let gone = before;
  const addresses = ({ method, path, servers, section }: Operation): string[] =>
    section === 'paths' ? servers.urls.map((url) => `${method} ${blank(`${pathname(url)}${path}`)}`) : [];
  const literal = ({ method, path, section }: Operation): string[] => [
    `${method} ${section === 'paths' ? blank(path) : path}`,
  ];
  for (const keysOf of [addresses, literal]) {
    const index = new Map([...come].flatMap((each) => keysOf(each).map((name) => [name, each] as const)));
    gone = gone.filter((old) => {
      const now = keysOf(old)
        .map((name) => index.get(name))
        .find((each) => each !== undefined && come.has(each));
      if (!now) return true;
      come.delete(now);
      pairs.push([old, now]);
      return false;
    });
  }
  return { pairs, gone, come: [...come] };
}

function compareOperation(comparison: Comparison, old: Operation, now: Operation): void {
  const { base, revision, findings } = comparison;
  const whom = meet(old, now);
  const sends: Direction = old.section === 'paths' ? 'request' : 'reply';
  if (old.id !== undefined && old.id !== now.id) {
    findings.add(whom, {
      rule: 'operation-id-changed',
      verdict: 'risky',
      message: `${old.id} is called ${now.id ?? 'nothing'} now: generated clients have another method.`,
      base: child(old.at, 'operationId'),
      revision: now.id === undefined ? now.at : child(now.at, 'operationId'),
      before: old.id,
      after: now.id,
    });
  }
  if (
    base.record(old.at)['x-atteny-source'] === 'documented' &&
    revision.record(now.at)['x-atteny-source'] !== 'documented'
  ) {
    findings.add([met(old)], {
      rule: 'operation-promise-withdrawn',
      verdict: 'breaking',
      message: `${old.name} was documented and is not any more.`,
      base: child(old.at, 'x-atteny-source'),
      revision:
        revision.record(now.at)['x-atteny-source'] === undefined ? now.at : child(now.at, 'x-atteny-source'),
      before: 'documented',
      after: revision.record(now.at)['x-atteny-source'],
    });
  }
  if (old.section === 'paths') compareServers(comparison, whom, old, now);
  compareSecurity(comparison, whom, old, now);
  compareFields(comparison, whom, {
    what: sends === 'request' ? 'parameter' : 'header',
    direction: sends,
    base: byPlace(old),
    revision: byPlace(now),
    owners: { base: old.at, revision: now.at },
  });
  compareBodies(comparison, whom, sends, old, now);
  compareAnswers(comparison, whom, old, now);
  compareLists(comparison, old.callbacks, now.callbacks, { base: old.at, revision: now.at });
  compareEvents(comparison, whom, old, now);
}

function compareBodies(
  comparison: Comparison,
  whom: Met[],
  direction: Direction,
  old: Operation,
  now: Operation,
): void {
  const what = direction === 'request' ? 'The request body' : 'The body of the event';
  const at = (operation: Operation): Location => operation.body?.at ?? operation.at;
  const add = (rule: string, breaks: boolean, message: string, keyword?: 'required'): void =>
    comparison.findings.add(whom, {
      rule: `${direction}-body-${rule}`,
      verdict: breaks ? 'breaking' : 'safe',
      message: `${what} ${message}`,
      base: at(old),
      revision: at(now),
      before: old.body && (keyword ? { required: old.body.required } : comparison.base.at(old.body.at)),
      after: now.body && (keyword ? { required: now.body.required } : comparison.revision.at(now.body.at)),
    });
  if (old.body && !now.body) return add('removed', true, 'is gone.');
  if (!old.body && now.body) {
    const breaks = direction === 'request' && now.body.required;
    return add('added', breaks, breaks ? 'is new, and required: calls without one worked.' : 'is new.');
  }
  if (!old.body || !now.body) return;
  if (old.body.required !== now.body.required) {
    const breaks = direction === 'request' ? now.body.required : old.body.required;
    add(
      'required-changed',
      breaks,
      now.body.required ? 'is required now: calls without one worked.' : 'is no longer certain.',
      'required',
    );
  }
  compareContent(comparison, whom, {
    what,
    direction,
    base: old.body.content,
    revision: now.body.content,
    owners: { base: old.body.at, revision: now.body.at },
  });
}

/** Every address that answered must answer. */
function compareServers(comparison: Comparison, whom: Met[], old: Operation, now: Operation): void {
  const full = ({ servers, path }: Operation): Set<string> =>
    new Set(servers.urls.map((url) => blank(`${url}${path}`)));
  const [before, after] = [full(old), full(now)];
  const lost = [...before].filter((url) => !after.has(url));
  const place = {
    base: comparison.base.at(old.servers.at) === undefined ? old.pathAt : old.servers.at,
    revision: comparison.revision.at(now.servers.at) === undefined ? now.pathAt : now.servers.at,
    before: old.servers.urls,
    after: now.servers.urls,
  };
  if (lost.length > 0) {
    comparison.findings.add(whom, {
      rule: 'server-moved',
      verdict: 'breaking',
      message: `Nothing answers any more at ${old.servers.urls.filter((url) => lost.includes(blank(`${url}${old.path}`))).join(', ') || 'the old address'}; it is ${now.servers.urls.join(', ')} now.`,
      ...place,
    });
  } else if (after.size > before.size) {
    comparison.findings.add(whom, {
      rule: 'server-added',
      verdict: 'safe',
      message: `Answers at ${now.servers.urls.join(', ')} now.`,
      ...place,
    });
  }
}

/** The same in everything but its name: then it was renamed. */
function sameButName(comparison: Comparison, old: Operation, now: Operation): boolean {
  if (old.section !== now.section || old.method !== now.method || old.id !== undefined) return false;
  return old.section === 'paths'
    ? comparison.same.nodes(old.at, now.at)
    : comparison.same.nodes(old.at, now.at);
}

function met({ name, source }: Operation): Met {
  return { name, source };
}

function meet(old: Operation, now: Operation): Met[] {
  return old.name === now.name ? [met(old)] : [met(old), met(now)];
}

function noun({ section }: Operation): string {
  return { paths: 'operation', webhooks: 'webhook', callbacks: 'callback' }[section];
}

function capitalName(operation: Operation): string {
  return operation.section === 'webhooks'
    ? `The webhook \`${operation.path}\``
    : `\`${operation.method.toUpperCase()} ${operation.path}\``;
}

/** What a group of operations moved from and to: all methods of a path that was renamed are one finding. */
function pathOf({ path, section }: Operation): { section: string; path: string } {
  return { section, path };
}

function blank(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}');
}

function pathname(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
}
