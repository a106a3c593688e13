import { publicOperations, type OperationId } from '@atteny/contract';
import { sharedRules, type RuleName } from '../oracle/named-rules.ts';
import type { Noticers } from './hunt.ts';

/** Every rule of the oracle: what is shared, and what each operation answers. */
export const allRules: readonly RuleName[] = [
  ...sharedRules,
  ...Object.keys(publicOperations).map((id): RuleName => `what ${id as OperationId} answers`),
];

/** The oracle judged: which of its rules finds something that passes unseen once that rule is turned off. */
export class Proofs {
  /** A fault that the rule alone finds, by its name. */
  readonly found = new Map<RuleName, string>();

  /** Looks whether a fault that was noticed passes when the one that noticed it is silent. */
  offer(fault: string, noticers: Noticers, without: (off: RuleName) => Noticers | undefined): void {
    const [rule, second] = noticers;
    if (rule === undefined || rule === 'schema' || second !== undefined || this.found.has(rule)) return;
    if (without(rule)?.size === 0) this.found.set(rule, fault);
  }

  /** Rules that nothing has shown to be needed. */
  get idle(): RuleName[] {
    return allRules.filter((rule) => !this.found.has(rule));
  }
}
