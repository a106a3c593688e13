import { type OperationId, publicOperations } from '@atteny/contract';
import { summaryOf } from '@atteny/contract/summaries';
import { useState } from 'react';
import { type ConsoleSchemas, most } from '../api/console.ts';
import { useLanguage } from '../language/language.tsx';
import { Choice, NumberField } from '../parts/form.tsx';

type Rule = ConsoleSchemas['FaultRule'];
type Effect = Rule['effect'];

const operations = Object.values(publicOperations);
const effects = {
  REQUEST: ['STATUS', 'DELAY', 'CUT_BEFORE', 'CUT_AFTER', 'TRUNCATED', 'EMPTY', 'HTML', 'DUPLICATE'],
  DELIVERY: ['DROP', 'DELAY', 'DUPLICATE', 'REORDER', 'TAMPERED', 'WRONG_SECRET', 'STALE', 'UNKNOWN_EVENT'],
} as const satisfies Record<Rule['on'], readonly Effect[]>;

/** One rule as the form has it: numbers that are left out are no bounds. */
interface Draft {
  /** An operation, all of them, or the deliveries. */
  readonly where: OperationId | 'REQUEST' | 'DELIVERY';
  readonly effect: Effect;
  readonly status: number;
  readonly seconds: number;
  readonly count: number | null;
  readonly percent: number | null;
}

const first: Draft = { where: 'REQUEST', effect: 'STATUS', status: 503, seconds: 5, count: 3, percent: null };

/** A common fault in a few fields; each change writes the rule that it stands for. */
export function FaultForm({ write }: { write: (rule: Rule) => void }) {
  const { language, words } = useLanguage();
  const [draft, setDraft] = useState(first);
  const change = (part: Partial<Draft>) => {
    const next = fitting({ ...draft, ...part });
    setDraft(next);
    write(ruleOf(next));
  };
  return (
    <div className="inline">
      <Choice
        label={words.faultWhere}
        value={draft.where}
        set={(where) => change({ where })}
        options={[
          ['REQUEST', words.anyRequest],
          ...operations.map(
            ({ operationId }) => [operationId, summaryOf(operationId, language) ?? operationId] as const,
          ),
          ['DELIVERY', words.deliveries],
        ]}
      />
      <Choice
        label={words.faultWhat}
        value={draft.effect}
        set={(effect) => change({ effect })}
        options={effects[targetOf(draft)].map((effect) => [effect, words.faultEffect[effect]])}
      />
      {draft.effect === 'STATUS' && (
        <Choice
          label={words.httpStatus}
          value={String(draft.status)}
          set={(status) => change({ status: Number(status) })}
          options={statusesOf(draft).map((status) => [String(status), String(status)])}
        />
      )}
      {draft.effect === 'DELAY' && (
        <NumberField
          label={words.seconds}
          max={most.faultSeconds}
          value={draft.seconds}
          set={(seconds) => change({ seconds: seconds ?? 1 })}
        />
      )}
      <NumberField
        label={words.faultCount}
        max={most.faultCount}
        value={draft.count}
        set={(count) => change({ count })}
      />
      <NumberField
        label={words.faultShare}
        max={100}
        value={draft.percent}
        set={(percent) => change({ percent })}
      />
    </div>
  );
}

const targetOf = ({ where }: Draft): Rule['on'] => (where === 'DELIVERY' ? 'DELIVERY' : 'REQUEST');

/** The errors that the contract documents for the operation, or for every one of them. */
function statusesOf({ where }: Draft): number[] {
  const concerned = operations.filter(({ operationId }) => where === 'REQUEST' || where === operationId);
  const [one, ...others] = concerned.map(({ statuses }): readonly number[] => statuses);
  return (one ?? []).filter((status) => status >= 400 && others.every((some) => some.includes(status)));
}

/** What the place does not have gives way to the first that it has. */
function fitting(draft: Draft): Draft {
  const possible: readonly Effect[] = effects[targetOf(draft)];
  const [effect = draft.effect] = possible.includes(draft.effect) ? [draft.effect] : possible;
  const statuses = statusesOf(draft);
  const status = statuses.includes(draft.status) ? draft.status : (statuses.at(-1) ?? draft.status);
  return { ...draft, effect, status };
}

function ruleOf(draft: Draft): Rule {
  const { where, effect, status, seconds, count, percent } = draft;
  const on = targetOf(draft);
  return {
    on,
    ...(on === 'REQUEST' && where !== 'REQUEST' && { operationId: where }),
    effect,
    ...(effect === 'STATUS' && { status }),
    ...(effect === 'DELAY' && { milliseconds: seconds * 1000 }),
    ...(count !== null && { count }),
    ...(percent !== null && { share: percent / 100 }),
  };
}
