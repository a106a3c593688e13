import * as fc from 'fast-check';
import { subjects, type Subject } from '../contract/catalog.ts';
import { weightedStep } from '../sequences/arbitrary-step.ts';
import type { Step } from '../sequences/step.ts';
import type { WorldSettings } from '../target/worlds.ts';

/** What both sides live through, from a fresh organization with these limits on. */
export interface Sequence {
  plan: WorldSettings;
  steps: Step[];
}

/** Sequences of at most so many requests, most of them sound, shrinking to short ones. */
export function sequences(longest: number): fc.Arbitrary<Sequence> {
  return fc.record({
    plan: fc.oneof(
      { weight: 8, arbitrary: fc.constant<WorldSettings>({}) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<WorldSettings>(
          { monthlyQuota: 2 },
          { requestsPerMinute: 3 },
          { hasWebhooks: false },
          { hasAPI: false },
        ),
      },
    ),
    steps: fc.oneof(
      ...neighbourhoods().map((near) =>
        fc.array(fc.oneof(...near.map(weightedStep)), { minLength: 1, maxLength: longest, size: 'max' }),
      ),
    ),
  });
}

/** All operations together, and those under each first segment alone: requests that stay close meet each other's traces. */
function neighbourhoods(): Subject[][] {
  const near = Map.groupBy(subjects, ({ operation }) => operation.path.split('/')[1]);
  return [[...subjects], ...[...near.values()].filter((group) => group.length > 1)];
}
