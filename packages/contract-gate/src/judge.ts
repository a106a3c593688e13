import { relative } from 'node:path';
import { type AllowEntry, written } from './allow.ts';
import type { Change, Finding, Source, Verdict } from './change.ts';
import { ContractFiles } from './documents.ts';
import { diffExtensions } from './extensions.ts';
import { Reach } from './reach.ts';
import { readChange } from './reading.ts';
import { redoclyDiff } from './redocly.ts';

export interface Judgement {
  findings: Finding[];
  versions: { base: string; revision: string };
  /** Whether info.version rose by its first number, which lets every change pass. */
  majorBump: boolean;
  /** Allow-file entries that met no change: to be deleted. */
  unused: AllowEntry[];
  passes: boolean;
}

const order: Verdict[] = ['breaking', 'risky', 'safe'];

/**
 * Compares two contracts, given by their root files.
 * A breaking change of what is only inferred counts as risky; a breaking change of what is documented fails
 * unless info.version has a new first number or the allow-file names it. An entry of the allow-file that meets no change
 * fails as well: it would let the break return unseen.
 * @throws GateError when a document cannot be read.
 */
export async function judge(
  baseRoot: string,
  revisionRoot: string,
  allow: AllowEntry[],
  folders: { base: string; revision: string },
): Promise<Judgement> {
  const diff = await redoclyDiff(baseRoot, revisionRoot);
  const base = new ContractFiles(baseRoot);
  const revision = new ContractFiles(revisionRoot);
  const reach = { base: new Reach(base), revision: new Reach(revision) };
  const changes = [
    ...diff.changes
      .filter((c) => !/^#\/x-atteny-(limits|delivery)|\/x-atteny-emits/.test(c.path))
      .flatMap(readChange),
    ...diffExtensions(base, revision),
  ];
  const findings: Finding[] = changes.map((change) => ({
    ...meet(change, reach),
    ...bind(change, base, revision, folders),
  }));
  const used = new Set<AllowEntry>();
  for (const finding of findings) {
    if (finding.verdict !== 'breaking') continue;
    const entry = allow.find(
      ({ at, before, after }) => at === finding.at && before === finding.before && after === finding.after,
    );
    if (!entry) continue;
    used.add(entry);
    const { kind, reason, expires, request } = entry;
    finding.allowed = { kind, reason, expires, ...(request !== undefined && { request }) };
  }
  findings.sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const majorBump = firstNumber(diff.infoVersions.revision) > firstNumber(diff.infoVersions.base);
  const blocking = findings.some((finding) => finding.verdict === 'breaking' && !finding.allowed);
  const unused = allow.filter((entry) => !used.has(entry));
  return {
    findings,
    versions: diff.infoVersions,
    majorBump,
    unused,
    passes: unused.length === 0 && (majorBump || !blocking),
  };
}

/** What an entry of the allow-file has to say to mean this change. */
function bind(
  change: Change,
  base: ContractFiles,
  revision: ContractFiles,
  folders: { base: string; revision: string },
): Pick<Finding, 'at' | 'before' | 'after'> {
  const place = change.revision ?? change.base;
  const folder = change.revision ? folders.revision : folders.base;
  const valueAt = (files: ContractFiles, at: Change['base']): unknown => at && files.at(at.file, at.pointer);
  return {
    at: place ? `${relative(folder, place.file).replaceAll('\\', '/')}${place.pointer}` : change.path,
    before: written(valueAt(base, change.base)),
    after: written(valueAt(revision, change.revision)),
  };
}

function meet(
  change: Change,
  reach: { base: Reach; revision: Reach },
): Omit<Finding, 'at' | 'before' | 'after'> {
  const reached = new Map<string, Source>();
  for (const side of ['base', 'revision'] as const) {
    const place = change[side];
    if (!place) continue;
    for (const [id, source] of reach[side].of(place))
      if (reached.get(id) !== 'documented') reached.set(id, source);
  }
  const source: Source =
    reached.size > 0 && [...reached.values()].every((each) => each === 'inferred')
      ? 'inferred'
      : 'documented';
  const verdict = change.verdict === 'breaking' && source === 'inferred' ? 'risky' : change.verdict;
  return { ...change, verdict, source, operations: [...reached.keys()].toSorted() };
}

function firstNumber(version: string): number {
  return Number.parseInt(version, 10) || 0;
}
