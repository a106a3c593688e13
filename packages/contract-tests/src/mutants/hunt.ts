import { subjects } from '../contract/catalog.ts';
import { violationsOfReply } from '../conformance/reply.ts';
import { observe, nothing, type Model } from '../oracle/oracle.ts';
import type { RuleName } from '../oracle/named-rules.ts';
import { read } from '../oracle/request.ts';
import type { Mismatch } from '../oracle/template.ts';
import type { Entry } from '../oracle/timeline.ts';
import { TargetError } from '../target/target-error.ts';
import { kindOf, type Mutant } from './mutant.ts';

/** A recorded run, ready to be judged again from any place of it. */
export interface Run {
  entries: readonly Entry[];
  /** What was known before each entry. */
  before: readonly Model[];
  worldOf: readonly (string | undefined)[];
  /** Entries of each world, by number. */
  inWorld: ReadonlyMap<string, readonly number[]>;
  kinds: readonly (string | undefined)[];
  byKind: ReadonlyMap<string, readonly Entry[]>;
  /** Entries of each kind, by number. */
  numbers: ReadonlyMap<string, readonly number[]>;
  /** For each entry, the one of its kind before it in its world. */
  previous: readonly (Entry | undefined)[];
}

/** Judges a run once, and keeps what is needed to judge it again. @throws TargetError when the run itself is red. */
export function prepared(entries: readonly Entry[]): Run {
  const before: Model[] = [];
  const worldOf: (string | undefined)[] = [];
  let model = nothing;
  for (const [index, entry] of entries.entries()) {
    before.push(model);
    const { model: after, found, worldId } = observe(model, entry);
    if (found.length > 0) {
      throw new TargetError(
        `the recorded run is red by itself, or older than the model: entry ${index}, ${found[0]?.place} ${found[0]?.message}.`,
      );
    }
    model = after;
    worldOf.push(worldId);
  }
  const kinds = entries.map(kindOf);
  const numbered = [...entries.keys()];
  const inWorld = Map.groupBy(numbered, (index) => worldOf[index] ?? '');
  const numbers = Map.groupBy(numbered, (index) => kinds[index] ?? '');
  numbers.delete('');
  const byKind = new Map(
    [...numbers].map(([kind, list]) => [kind, list.flatMap((index) => entries[index] ?? [])]),
  );
  const latest = new Map<string, Entry>();
  const previous = entries.map((entry, index) => {
    const place = `${kinds[index] ?? ''} in ${worldOf[index] ?? ''}`;
    const found = latest.get(place);
    latest.set(place, entry);
    return found;
  });
  return { entries, before, worldOf, inWorld, kinds, byKind, numbers, previous };
}

const mostWorlds = 12;

/** Who notices that something is wrong: rules of the model, or the schema. */
export type Noticers = ReadonlySet<RuleName | 'schema'>;

/** Who notices a mutant first; nobody: empty; undefined: it changes nothing that was seen. With a rule turned off, if named. */
export function noticersOf(run: Run, mutant: Mutant, kind: string, off?: RuleName): Noticers | undefined {
  const tried = new Set<string>();
  let changedAny = false;
  for (const index of run.numbers.get(kind) ?? []) {
    const world = run.worldOf[index];
    const name = world ?? '';
    if (tried.has(name)) continue;
    const spoiled = spoil(run, mutant, index);
    if (!spoiled) continue;
    tried.add(name);
    changedAny = true;
    const noticers = redBy(run, mutant, kind, index, spoiled, off);
    if (noticers.size > 0) return noticers;
    if (tried.size >= mostWorlds) break;
  }
  return changedAny ? nobody : undefined;
}

function spoil(run: Run, mutant: Mutant, index: number): Entry[] | undefined {
  const entry = run.entries[index];
  return entry && mutant.spoil(entry, run.previous[index]);
}

export const nobody: Noticers = new Set();

/** Judges on from a place, with the fault wherever it shows in that world, up to the first red line. */
function redBy(
  run: Run,
  mutant: Mutant,
  kind: string,
  from: number,
  first: readonly Entry[],
  off: RuleName | undefined,
): Noticers {
  const world = run.worldOf[from];
  let model = knownOf(world, run.before[from] ?? nothing);
  for (const index of run.inWorld.get(world ?? '') ?? []) {
    const entry = run.entries[index];
    if (index < from || !entry) continue;
    const seen =
      index === from ? first : run.kinds[index] === kind ? (spoil(run, mutant, index) ?? [entry]) : [entry];
    for (const each of seen) {
      if (each !== entry && breaksForm(each)) return new Set(['schema' as const]);
      const observed = observe(model, each);
      const noticers = rulesOf(observed.found, off);
      if (noticers.size > 0) return noticers;
      model = observed.model;
    }
  }
  return nobody;
}

/** What is known of one world: no other shows in its entries, and each step would copy them all. */
function knownOf(id: string | undefined, model: Model): Model {
  if (id === undefined) return model;
  const world = model.worlds.get(id);
  return { ...model, worlds: new Map(world && [[id, world]]) };
}

/** The rules that say what was found, but for the one that is turned off. */
export function rulesOf(found: readonly Mismatch[], off: RuleName | undefined): Noticers {
  return new Set(found.flatMap(({ rule }) => (rule === undefined || rule === off ? [] : rule)));
}

/** Whether a reply breaks its schema, headers or media type. */
export function breaksForm(entry: Entry): boolean {
  if (entry.kind !== 'exchange') return false;
  const found = read(entry.exchange.request);
  if (found.kind !== 'operation') return false;
  const subject = subjects.find(({ id }) => id === found.asked.subject.id);
  return subject !== undefined && violationsOfReply(subject, entry.exchange).length > 0;
}
