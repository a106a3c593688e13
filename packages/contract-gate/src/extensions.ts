import type { Change, Verdict } from './change.ts';
import { child, type ContractFiles } from './documents.ts';

type Judge = (base: number, revision: number) => Verdict;
const smallerBreaks: Judge = (base, revision) => (revision < base ? 'breaking' : 'safe');
const largerBreaks: Judge = (base, revision) => (revision > base ? 'breaking' : 'safe');
const anyIsRisky: Judge = () => 'risky';

/** Which way a number of `x-atteny-limits` or `x-atteny-delivery` may move without hurting anybody. */
const directions: Record<string, Judge> = {
  windowSeconds: largerBreaks,
  keyRevocationSeconds: largerBreaks,
  jitter: anyIsRisky,
  disableOnStatus: anyIsRisky,
  retryAfterMaximumSeconds: anyIsRisky,
  timestampToleranceSeconds: anyIsRisky,
};

/** What the document promises by extensions, which Redocly does not rate: limits, delivery, and who causes which event. */
export function diffExtensions(base: ContractFiles, revision: ContractFiles): Change[] {
  return [
    ...['x-atteny-limits', 'x-atteny-delivery'].flatMap((name) => diffNumbers(base, revision, `#/${name}`)),
    ...diffEmits(base, revision),
  ];
}

function diffNumbers(base: ContractFiles, revision: ContractFiles, pointer: string): Change[] {
  const was = base.at(base.root, pointer);
  const is = revision.at(revision.root, pointer);
  const at = {
    path: pointer,
    base: base.place(base.root, pointer),
    revision: revision.place(revision.root, pointer),
  };
  const name = pointer.split('/').pop() ?? pointer;
  if (was === undefined || JSON.stringify(was) === JSON.stringify(is)) return [];
  if (is === undefined)
    return [{ ...at, rule: 'limit-removed', verdict: 'breaking', message: `${name} is no longer stated.` }];
  if (Array.isArray(was) && Array.isArray(is)) {
    const verdict =
      is.length < was.length ? 'breaking' : is.slice(0, was.length).join() === was.join() ? 'safe' : 'risky';
    return [
      {
        ...at,
        rule: 'limit-changed',
        verdict,
        message: `${name} went from [${was.join(', ')}] to [${is.join(', ')}].`,
      },
    ];
  }
  if (typeof was === 'object' && was !== null) {
    return Object.keys(was).flatMap((key) => diffNumbers(base, revision, child(pointer, key)));
  }
  const judge = directions[name] ?? smallerBreaks;
  const verdict = typeof was === 'number' && typeof is === 'number' ? judge(was, is) : 'breaking';
  return [
    {
      ...at,
      rule: 'limit-changed',
      verdict,
      message: `${name} went from ${JSON.stringify(was)} to ${JSON.stringify(is)}.`,
    },
  ];
}

function diffEmits(base: ContractFiles, revision: ContractFiles): Change[] {
  const after = new Map(operationsOf(revision).map((operation) => [operation.id, operation]));
  return operationsOf(base).flatMap((before) => {
    const now = after.get(before.id);
    if (!now) return [];
    const at = {
      path: before.pointer,
      base: base.place(before.file, before.pointer),
      revision: revision.place(now.file, now.pointer),
    };
    const lost = before.emits.filter((event) => !now.emits.includes(event));
    const gained = now.emits.filter((event) => !before.emits.includes(event));
    return [
      ...lost.map((event): Change => ({
        ...at,
        rule: 'event-no-longer-caused',
        verdict: 'breaking',
        message: `${before.id} no longer causes \`${event}\`.`,
      })),
      ...gained.map((event): Change => ({
        ...at,
        rule: 'event-newly-caused',
        verdict: 'risky',
        message: `${before.id} now causes \`${event}\` as well.`,
      })),
    ];
  });
}

interface Emitter {
  id: string;
  emits: string[];
  file: string;
  pointer: string;
}

function operationsOf(files: ContractFiles): Emitter[] {
  const paths = (files.at(files.root, '#/paths') ?? {}) as Record<string, { $ref?: string }>;
  return Object.entries(paths).flatMap(([path, item]) => {
    const here = { file: files.root, pointer: child('#/paths', path) };
    const { file, pointer } = typeof item.$ref === 'string' ? files.target(files.root, item.$ref) : here;
    const operations = files.at(file, pointer) as Record<
      string,
      { operationId?: string; 'x-atteny-emits'?: string[] }
    >;
    return Object.entries(operations).flatMap(([method, operation]) =>
      typeof operation?.operationId === 'string'
        ? [
            {
              id: operation.operationId,
              emits: operation['x-atteny-emits'] ?? [],
              file,
              pointer: child(pointer, method),
            },
          ]
        : [],
    );
  });
}
