import { useState } from 'react';
import { consoleApi, type ConsoleSchemas } from '../api/console.ts';
import { Problem } from '../api/problem.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button } from '../parts/controls.tsx';
import { ChangeProblem, Loaded } from '../parts/feedback.tsx';
import { Choice, TextArea } from '../parts/form.tsx';
import { FaultForm } from './fault-form.tsx';

type Rule = ConsoleSchemas['FaultRule'];

/** Plans to begin from; what they do is said in the words of the same name. */
const recipes = {
  busy: [{ name: '503', on: 'REQUEST', effect: 'STATUS', status: 503, count: 3 }],
  cutAfter: [{ name: 'cut', on: 'REQUEST', operationId: 'sendMessage', effect: 'CUT_AFTER', count: 1 }],
  slow: [{ name: 'slow', on: 'REQUEST', effect: 'DELAY', milliseconds: 5000, share: 0.5 }],
  html: [{ name: 'html', on: 'REQUEST', effect: 'HTML', count: 1 }],
  lost: [{ name: 'lost', on: 'DELIVERY', attempt: 1, effect: 'DROP' }],
  twice: [{ name: 'twice', on: 'DELIVERY', effect: 'DUPLICATE' }],
  order: [{ name: 'order', on: 'DELIVERY', effect: 'REORDER' }],
  forged: [
    { name: 'tampered', on: 'DELIVERY', effect: 'TAMPERED', count: 1 },
    { name: 'secret', on: 'DELIVERY', effect: 'WRONG_SECRET', count: 1 },
    { name: 'stale', on: 'DELIVERY', effect: 'STALE', count: 1 },
  ],
} as const satisfies Record<string, readonly Rule[]>;

const recipeNames = Object.keys(recipes) as (keyof typeof recipes)[];

/** What goes wrong in a world on purpose: a plan, in force until it is taken away, and what it has done. */
export function Faults({ world }: { world: ConsoleSchemas['World'] }) {
  const words = useWords();
  const params = { path: { worldId: world.id } };
  const key = ['worlds', world.id, 'faults'];
  const [text, setText] = useState(() => planText(recipes.busy));
  const inForce = useAsked(key, () => consoleApi.GET('/worlds/{worldId}/faults', { params }), {
    refetchMs: 3000,
  });
  const apply = useChange(
    (plan: string) =>
      consoleApi.PUT('/worlds/{worldId}/faults', { params, body: planOf(plan, words.notJson) }),
    [key],
  );
  const clear = useChange(() => consoleApi.DELETE('/worlds/{worldId}/faults', { params }), [key]);
  return (
    <section>
      <h2>{words.faults}</h2>
      <p className="soft">{words.faultsLead}</p>
      <Loaded query={inForce}>
        {({ data: { rules } }) =>
          rules.length === 0 ? (
            <p>{words.noFaults}</p>
          ) : (
            <>
              <ul className="facts">
                {rules.map((rule) => (
                  <li key={rule.rule}>
                    <code>{rule.rule}</code> {words.faultTarget[rule.on]} <code>{rule.effect}</code>:{' '}
                    {words.faultHits(rule.hit, rule.matched)}
                  </li>
                ))}
              </ul>
              <Button onClick={() => clear.mutate(undefined)}>{words.clearFaults}</Button>
              <ChangeProblem change={clear} />
            </>
          )
        }
      </Loaded>
      <details>
        <summary>{words.planFaults}</summary>
        <Choice
          label={words.beginFrom}
          set={(recipe) => setText(planText(recipes[recipe]))}
          options={recipeNames.map((recipe) => [recipe, words.faultRecipe[recipe]])}
        />
        <FaultForm write={(rule) => setText(planText([rule]))} />
        <TextArea label={words.plan} rows={12} value={text} set={setText} />
        <ChangeProblem change={apply} />
        <div className="actions">
          <Button kind="main" disabled={apply.isPending} onClick={() => apply.mutate(text)}>
            {words.applyFaults}
          </Button>
        </div>
      </details>
    </section>
  );
}

function planText(rules: readonly Rule[]): string {
  return JSON.stringify({ seed: 42, rules }, null, 2);
}

/** The contract judges the plan; that it is JSON at all is judged here. */
function planOf(text: string, notJson: string): ConsoleSchemas['FaultPlan'] {
  try {
    return JSON.parse(text) as ConsoleSchemas['FaultPlan'];
  } catch (cause) {
    throw new Problem(notJson, { status: 400 }, { cause });
  }
}
