import * as fc from 'fast-check';
import type { Exchange } from '../target/exchange.ts';
import { classOf } from './declared.ts';
import { differences, type Difference } from './difference.ts';
import { requestFor, roles } from './requests.ts';
import { sequences, type Sequence } from './sequences.ts';
import type { Actor, ComparedServer } from './compared-server.ts';
import { makes, subjectOf, type Step } from '../sequences/step.ts';
import { Correspondence, type Thing } from './correspondence.ts';

/** A step as it was played on both sides. */
export interface Played {
  step: Step;
  things: ReadonlyMap<string, Thing>;
  exchanges: readonly [Exchange, Exchange];
  /** What is no declared class. */
  undeclared: Difference[];
}

/** The shortest sequence found that ends in a difference. */
export interface Disagreement {
  sequence: Sequence;
  played: Played[];
}

export interface Comparison {
  sequences: number;
  requests: number;
  /** How often each declared class was met. */
  declared: Map<string, number>;
  found: Disagreement | undefined;
}

export interface CompareOptions {
  seed: number;
  /** How many sequences. */
  runs: number;
  /** The most requests of a sequence. */
  longest: number;
  /** Where webhook endpoints of the sequences point. */
  receiver: string;
  /** Between two steps, so that no two things are of one millisecond, whose order would be open. */
  pause(): Promise<unknown>;
}

/** Sequences tried while shrinking, at most: each begins two organizations. */
const timeout = 200;

/**
 * Plays generated sequences on both sides and shrinks the first undeclared difference to the shortest one that shows it.
 * @throws TargetError when a side cannot be asked.
 */
export async function compare(
  sides: readonly [ComparedServer, ComparedServer],
  options: CompareOptions,
): Promise<Comparison> {
  const tally: Comparison = { sequences: 0, requests: 0, declared: new Map(), found: undefined };
  let tries = 0;
  const property = fc.asyncProperty(sequences(options.longest), async (sequence) => {
    if (tally.found && ++tries > timeout) return true;
    const played = await play(sides, sequence, options, tally);
    if (!tally.found) tally.sequences++;
    if (!disagrees(played)) return true;
    tally.found = { sequence, played };
    return false;
  });
  const outcome = await fc.check(property, { seed: options.seed, numRuns: options.runs });
  // A side that cannot be asked is no difference, and no agreement either.
  if (outcome.failed && !tally.found) throw outcome.errorInstance;
  if (tally.found) tally.found = await shortest(sides, tally.found, options, tally);
  return tally;
}

/** Leaves out every step that the difference does not need. */
async function shortest(
  sides: readonly [ComparedServer, ComparedServer],
  found: Disagreement,
  options: CompareOptions,
  tally: Comparison,
): Promise<Disagreement> {
  const steps = found.played.map(({ step }) => step);
  const { plan } = found.sequence;
  const attempts = [
    ...(Object.keys(plan).length > 0 ? [{ plan: {}, steps }] : []),
    ...steps.slice(0, -1).map((_step, index) => ({ plan, steps: steps.toSpliced(index, 1) })),
  ];
  for (const sequence of attempts) {
    const played = await play(sides, sequence, options, tally);
    if (disagrees(played)) return shortest(sides, { sequence, played }, options, tally);
  }
  return found;
}

/** Plays until the first undeclared difference: behind it the two stories have parted. */
async function play(
  sides: readonly [ComparedServer, ComparedServer],
  { plan, steps }: Sequence,
  options: CompareOptions,
  tally: Comparison,
): Promise<Played[]> {
  const actors = [await sides[0].begin(plan), await sides[1].begin(plan)] as const;
  const story = new Correspondence();
  for (const [role, name] of [
    ['contact', 'contactId'],
    ['conversation', 'conversationId'],
  ] as const) {
    story.add(role, { ids: [actors[0][name], actors[1][name]], label: `the first ${role}` });
  }
  const played: Played[] = [];
  for (const step of steps) {
    await options.pause();
    const things = new Map(
      roles(step).map(([name, role]) => [name, story.thing(role ?? 'contact', step.picks[name] ?? 'absent')]),
    );
    const send = (side: 0 | 1, actor: Actor): Promise<Exchange> =>
      sides[side].send(requestFor(step, things, { actor, side, receiver: options.receiver }));
    const exchanges = [await send(0, actors[0]), await send(1, actors[1])] as const;
    tally.requests += 2;
    played.push({ step, things, exchanges, undeclared: undeclared(sides, step, exchanges, story, tally) });
    if (disagrees(played)) break;
    learn(story, step, exchanges, played.length);
  }
  return played;
}

function undeclared(
  sides: readonly [ComparedServer, ComparedServer],
  step: Step,
  exchanges: readonly [Exchange, Exchange],
  story: Correspondence,
  tally: Comparison,
): Difference[] {
  const told = sides.every(({ fresh }) => fresh) && step.id !== 'listWebhookDeliveries';
  const found = differences(subjectOf(step), exchanges, told ? story : undefined);
  const [left, right] = sides;
  if (left.stateless === right.stateless) return found;
  const [one, two] = exchanges;
  const [stateful, stateless] = left.stateless ? [two, one] : [one, two];
  return found.filter((difference) => {
    const known = classOf(difference, stateful, stateless);
    if (known) tally.declared.set(known.name, (tally.declared.get(known.name) ?? 0) + 1);
    return known === undefined;
  });
}

/** What both sides have made becomes a thing of the story. */
function learn(
  story: Correspondence,
  step: Step,
  exchanges: readonly [Exchange, Exchange],
  number: number,
): void {
  const role = makes[step.id];
  const ids = exchanges.map(({ response }) =>
    response.status < 300 ? (response.json as { data?: { id?: string } } | undefined)?.data?.id : undefined,
  );
  const [left, right] = ids;
  if (role === undefined || left === undefined || right === undefined) return;
  story.add(role, { ids: [left, right], label: `the ${role} made in step ${number}` });
}

function disagrees(played: readonly Played[]): boolean {
  return (played.at(-1)?.undeclared.length ?? 0) > 0;
}
