import { createHash } from 'node:crypto';
import { type ErrorCode, type Operation, publicOperations } from '@atteny/contract';
import type { FaultPlan, FaultPlanState, FaultRule, JournalFault } from '@atteny/contract/console';

/** The plans in force, by organization. They live as long as this process, as a sandbox's faults should. */
export interface FaultPlans {
  apply(organizationId: string, plan: FaultPlan): FaultPlanState;
  state(organizationId: string): FaultPlanState;
  clear(organizationId: string): void;
  next(organizationId: string, candidate: Candidate): Fault | undefined;
  /** Whether an organization has a plan. */
  concern(organizationId: string): boolean;
}

export function createFaultPlans(): FaultPlans {
  const running = new Map<string, RunningPlan>();
  const state = (id: string): FaultPlanState => running.get(id)?.state() ?? { seed: null, rules: [] };
  return {
    apply(id, plan) {
      running.set(id, runPlan(plan));
      return state(id);
    },
    state,
    clear: (id) => void running.delete(id),
    next: (id, candidate) => running.get(id)?.next(candidate),
    concern: (id) => running.has(id),
  };
}

export type FaultEffect = FaultRule['effect'];

/** A fault that is to happen now. */
export interface Fault {
  readonly rule: FaultRule;
  readonly mark: JournalFault;
}

/** What a rule is held against. */
export type Candidate =
  | { readonly on: 'REQUEST'; readonly operation: Operation }
  | { readonly on: 'DELIVERY'; readonly event: string; readonly attempt: number };

/** A plan in force. */
interface RunningPlan {
  /** The fault of the first rule that matches and whose turn has come. Undefined: none. */
  next(candidate: Candidate): Fault | undefined;
  state(): FaultPlanState;
}

const requestEffects: readonly FaultEffect[] = [
  'STATUS',
  'DELAY',
  'CUT_BEFORE',
  'CUT_AFTER',
  'TRUNCATED',
  'EMPTY',
  'HTML',
  'DUPLICATE',
];
const deliveryEffects: readonly FaultEffect[] = [
  'DELAY',
  'DUPLICATE',
  'REORDER',
  'DROP',
  'TAMPERED',
  'WRONG_SECRET',
  'STALE',
  'UNKNOWN_EVENT',
];

/** Begins a plan: every count at zero. The n-th match of a rule is drawn by seed, rule and n alone. */
function runPlan({ seed, rules }: FaultPlan): RunningPlan {
  const counts = rules.map(() => ({ matched: 0, hit: 0 }));
  const nameOf = (index: number): string => rules[index]?.name ?? String(index + 1);
  return {
    next(candidate) {
      for (const [index, rule] of rules.entries()) {
        const count = counts[index];
        if (!count || !matches(rule, candidate)) continue;
        count.matched += 1;
        const turn = count.matched > (rule.skip ?? 0) && count.hit < (rule.count ?? Infinity);
        if (!turn || drawn(seed, index, count.matched) >= (rule.share ?? 1)) continue;
        count.hit += 1;
        return { rule, mark: { rule: nameOf(index), effect: rule.effect } };
      }
      return undefined;
    },
    state: () => ({
      seed,
      rules: rules.map(({ on, effect }, index) => ({
        rule: nameOf(index),
        on,
        effect,
        matched: counts[index]?.matched ?? 0,
        hit: counts[index]?.hit ?? 0,
      })),
    }),
  };
}

/** A number from 0 up to 1, the same for the same three on every machine. */
function drawn(seed: number, rule: number, match: number): number {
  return createHash('sha256').update(`${seed}:${rule}:${match}`).digest().readUInt32BE() / 2 ** 32;
}

function matches(rule: FaultRule, candidate: Candidate): boolean {
  if (candidate.on === 'REQUEST') {
    if (rule.on !== 'REQUEST') return false;
    if (rule.operationId !== undefined && rule.operationId !== candidate.operation.operationId) return false;
    // A status that the contract does not have for an operation is never sent to it.
    return rule.effect !== 'STATUS' || codeOf(rule, candidate.operation) !== undefined;
  }
  return (
    rule.on === 'DELIVERY' &&
    (rule.event === undefined || rule.event === candidate.event) &&
    (rule.attempt === undefined || rule.attempt === candidate.attempt)
  );
}

/** The code that a rule answers on an operation; undefined when the contract has none such there. */
export function codeOf({ status, code }: FaultRule, operation: Operation): ErrorCode | undefined {
  const codes = operation.errorCodes[status ?? 0] ?? [];
  return (code === undefined ? codes[0] : codes.find((each) => each === code)) as ErrorCode | undefined;
}

/** What of a plan the contract's schema cannot say; empty when all is well. Sentences in Portuguese, as all details. */
export function planProblems({ rules }: FaultPlan): { path: string; message: string }[] {
  return rules.flatMap((rule, index) => {
    const at = (name: string) => `/body/rules/${index}${name && `/${name}`}`;
    return problemsOf(rule).map(([name, message]) => ({ path: at(name), message }));
  });
}

function problemsOf(rule: FaultRule): [string, string][] {
  const { on, effect, operationId, event, attempt, status, code, milliseconds } = rule;
  const found: [string, string][] = [];
  const effects = on === 'REQUEST' ? requestEffects : deliveryEffects;
  if (!effects.includes(effect)) {
    found.push(['effect', `com on: ${on} precisa ser um de: ${effects.join(', ')}`]);
  }
  if (on === 'REQUEST' && event !== undefined) found.push(['event', 'só vale com on: DELIVERY']);
  if (on === 'REQUEST' && attempt !== undefined) found.push(['attempt', 'só vale com on: DELIVERY']);
  if (on === 'DELIVERY' && operationId !== undefined) found.push(['operationId', 'só vale com on: REQUEST']);
  if (effect !== 'STATUS' && status !== undefined) found.push(['status', 'só vale com effect: STATUS']);
  if (effect !== 'STATUS' && code !== undefined) found.push(['code', 'só vale com effect: STATUS']);
  if (effect === 'DELAY' && milliseconds === undefined) {
    found.push(['milliseconds', 'falta, com effect: DELAY']);
  }
  if (effect !== 'DELAY' && milliseconds !== undefined) {
    found.push(['milliseconds', 'só vale com effect: DELAY']);
  }
  const operations: readonly Operation[] = Object.values(publicOperations);
  const meant = operations.filter((each) => operationId === undefined || each.operationId === operationId);
  if (meant.length === 0) found.push(['operationId', 'não é uma operação do contrato']);
  else if (effect === 'STATUS' && status === undefined) found.push(['status', 'falta, com effect: STATUS']);
  else if (effect === 'STATUS' && !meant.some((each) => codeOf(rule, each) !== undefined)) {
    found.push(['status', 'o contrato não tem esse status, ou esse code, para a operação']);
  }
  return found;
}
