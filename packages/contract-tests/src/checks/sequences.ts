import * as fc from 'fast-check';
import type { Violation } from '../judge/violation.ts';
import { commandsOf, reading } from '../sequences/arbitrary-commands.ts';
import { Broken, type Command } from '../sequences/commands.ts';
import { openScene } from '../sequences/scene.ts';
import { openReceiver, type Receiver } from '../target/receiver.ts';
import type { Check, Lab, Result } from './check.ts';

const [runs, longest] = [20, 24];
/** How long a sequence that fails is made shorter. */
const patienceMs = 20_000;

/** Whatever is done, in whatever order: every reply and every delivery is what the model knows. */
export const sequences: Check = {
  name: 'sequences',
  title: 'sequences that nobody wrote, of users, contacts, receivers and time, hold at every step',
  skip: ({ worlds }) =>
    worlds ? undefined : 'needs --console, to begin each sequence in a world of its own',
  async *run(lab) {
    const receiver = await openReceiver(lab.recorder);
    try {
      yield await played(lab, receiver);
    } finally {
      receiver.close();
    }
  },
};

async function played(lab: Lab, receiver: Receiver): Promise<Result> {
  // The last that fails is the shortest.
  let smallest: { violations: Violation[]; done: string } | undefined;
  let deadline = Infinity;
  const property = fc.asyncProperty(commandsOf(longest), async (commands) => {
    if (performance.now() > deadline) return;
    try {
      await play(lab, receiver, commands);
    } catch (error) {
      if (error instanceof Broken) {
        deadline = Math.min(deadline, performance.now() + patienceMs);
        smallest = { violations: error.violations, done: error.done.join(', ') };
      }
      throw error;
    }
  });
  const outcome = await fc.check(property, { seed: lab.seed, numRuns: runs });
  if (outcome.failed && !smallest) throw outcome.errorInstance;
  return {
    name: smallest ? `${smallest.done} (seed ${lab.seed})` : `${outcome.numRuns} sequences, seed ${lab.seed}`,
    violations: smallest?.violations ?? [],
  };
}

async function play(lab: Lab, receiver: Receiver, commands: Iterable<Command>): Promise<void> {
  const scene = await openScene(lab, receiver);
  if (!scene) return;
  await fc.asyncModelRun(() => ({ model: scene, real: scene }), commands);
  await fc.asyncModelRun(() => ({ model: scene, real: scene }), reading);
}
