import { limits } from '@atteny/contract';
import { useState } from 'react';
import { consoleApi, type ConsoleSchemas, most, publicApi } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button } from '../parts/controls.tsx';
import { ChangeProblem, Loaded } from '../parts/feedback.tsx';
import { Choice, NumberField } from '../parts/form.tsx';
import { Time } from '../parts/time.tsx';
import { useSession } from '../session.tsx';

type Boundary = ConsoleSchemas['SimulateBoundaryRequest'];

/** What is left of the minute and the month of a world, and buttons that take it to the edge. */
export function Limits({ world }: { world: ConsoleSchemas['World'] }) {
  const words = useWords();
  const { role } = useSession();
  const organizationId = world.organization.id;
  const [calls, setCalls] = useState(1);
  const [webhookId, setWebhookId] = useState('');
  const usage = useAsked(
    ['usage', organizationId],
    () => consoleApi.GET('/organizations/{organizationId}/usage', { params: { path: { organizationId } } }),
    { refetchMs: 2000 },
  );
  const endpoints = useAsked(['webhooks', organizationId], () => publicApi(organizationId).GET('/webhooks'), {
    enabled: world.organization.plan.hasWebhooks,
  });
  const change = useChange(
    (body: Boundary) =>
      consoleApi.POST('/worlds/{worldId}/boundaries', { params: { path: { worldId: world.id } }, body }),
    [['usage', organizationId], ['worlds'], ['webhooks', organizationId], ['keys', organizationId]],
  );
  const restore = useChange(
    () =>
      consoleApi.PATCH('/worlds/{worldId}', {
        params: { path: { worldId: world.id } },
        body: { plan: { requestsPerMinute: limits.rate.requests, monthlyQuota: null, hasWebhooks: true } },
      }),
    [['usage', organizationId], ['worlds'], ['webhooks', organizationId]],
    () => change.reset(),
  );
  const to = (body: Boundary) => () => change.mutate(body);
  const chosen = webhookId || (endpoints.data?.data[0]?.id ?? '');
  return (
    <section>
      <h2>{words.limits}</h2>
      <Loaded query={usage}>
        {({ data: { minute, month } }) => {
          const key = minute.keys.find(({ keyId }) => keyId === world.apiKey.id);
          return (
            <ul className="facts" aria-live="polite">
              {key && <li>{words.callsLeft(Math.max(0, key.limit - key.used))}</li>}
              <li>{month.remaining === null ? words.quotaUnlimited : words.quotaLeft(month.remaining)}</li>
              {!world.organization.plan.hasWebhooks && <li>{words.planLacksWebhooks}</li>}
              {world.apiKey.expiresAt && (
                <li>
                  {words.keyExpires} <Time at={world.apiKey.expiresAt} />
                </li>
              )}
            </ul>
          );
        }}
      </Loaded>
      {role !== 'view' && (
        <details>
          <summary>{words.toTheEdge}</summary>
          <div className="inline">
            <NumberField
              label={words.calls}
              min={0}
              max={most.calls}
              value={calls}
              set={(next) => setCalls(next ?? 0)}
            />
            <Button onClick={to({ kind: 'CALLS_LEFT_THIS_MINUTE', calls })}>{words.leaveThisMinute}</Button>
            <Button onClick={to({ kind: 'CALLS_LEFT_THIS_MONTH', calls })}>{words.leaveThisMonth}</Button>
          </div>
          {chosen !== '' && (
            <div className="inline">
              <Choice
                label={words.url}
                value={chosen}
                set={setWebhookId}
                options={endpoints.data?.data.map(({ id, url }) => [id, url]) ?? []}
              />
              <Button onClick={to({ kind: 'NEXT_FAILURE_DISABLES', webhookId: chosen })}>
                {words.nextFailureDisables}
              </Button>
            </div>
          )}
          <div className="actions">
            <Button onClick={to({ kind: 'KEY_EXPIRES', seconds: 30 })}>{words.keyExpiresSoon}</Button>
            <Button onClick={to({ kind: 'NO_WEBHOOKS' })}>{words.withoutWebhooks}</Button>
            {role === 'operator' && (
              <Button onClick={() => restore.mutate(undefined)}>{words.restorePlan}</Button>
            )}
          </div>
          <ChangeProblem change={change} />
          <ChangeProblem change={restore} />
          {change.isSuccess && <p role="status">{words.atTheEdge[change.variables.kind]}</p>}
        </details>
      )}
    </section>
  );
}
