import * as fc from 'fast-check';
import type { Violation } from '../conformance/violation.ts';
import { commandsOf, reading } from '../sequences/arbitrary-commands.ts';
import { Broken, type Command } from '../sequences/commands.ts';
import { openScene } from '../sequences/scene.ts';
import { openReceiver, type Receiver } from '../target/receiver.ts';
import type { Check, CheckContext, Result } from './check.ts';

const [runs, longest] = [20, 24];
/** How long a sequence that fails is made shorter. */
const timeoutMs = 20_000;

/** Whatever is done, in whatever order: every reply and every delivery is what the model knows. */
export const sequences: Check = {
  name: 'sequences',
  title: 'sequences that nobody wrote, of users, contacts, receivers and time, hold at every step',
  skip: ({ worlds }) =>
    worlds ? undefined : 'needs --console, to begin each sequence in a world of its own',
  async *run(context) {
    const receiver = await openReceiver(context.recorder);
    try {
      yield await played(context, receiver);
    } finally {
      receiver.close();
    }
  },
};

async function played(context: CheckContext, receiver: Receiver): Promise<Result> {
  // The last that fails is the shortest.
  let smallest: { violations: Violation[]; done: string } | undefined;
  let deadline = Infinity;
  const property = fc.asyncProperty(commandsOf(longest), async (commands) => {
    if (performance.now() > deadline) return;
    try {
      await play(context, receiver, commands);
    } catch (error) {
      if (error instanceof Broken) {
        deadline = Math.min(deadline, performance.now() + timeoutMs);
        smallest = { violations: error.violations, done: error.done.join(', ') };
      }
      throw error;
    }
  });
  const outcome = await fc.check(property, { seed: context.seed, numRuns: runs });
  if (outcome.failed && !smallest) throw outcome.errorInstance;
  return {
    name: smallest
      ? `${smallest.done} (seed ${context.seed})`
      : `${outcome.numRuns} sequences, seed ${context.seed}`,
    violations: smallest?.violations ?? [],
  };
}

async function play(context: CheckContext, receiver: Receiver, commands: Iterable<Command>): Promise<void> {
  const scene = await openScene(context, receiver);
  if (!scene) return;
  await fc.asyncModelRun(() => ({ model: scene, real: scene }), commands);
  await fc.asyncModelRun(() => ({ model: scene, real: scene }), reading);
}
