import { useState } from 'react';
import { Link } from 'wouter';
import { consoleApi, publicApi, type PublicSchemas } from '../api/console.ts';
import { useAsked } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Badge, Button } from '../parts/controls.tsx';
import { Empty, Loaded } from '../parts/feedback.tsx';
import { Rows } from '../parts/list.tsx';
import { Time } from '../parts/time.tsx';
import { useMayChange } from '../session.tsx';
import { NewWebhook } from './endpoint-form.tsx';

/** The endpoints of an organization, each with its health at a glance. */
export function Webhooks({ organizationId }: { organizationId: string }) {
  const words = useWords();
  const mayChange = useMayChange();
  const [creating, setCreating] = useState(false);
  const query = useAsked(['webhooks', organizationId], () => publicApi(organizationId).GET('/webhooks'), {
    refetchMs: 10_000,
  });
  const health = useHealth(organizationId);
  return (
    <section id="webhooks">
      <h2>{words.webhooks}</h2>
      <p className="lead">{words.webhooksLead}</p>
      {mayChange && (
        <p>
          <Button kind="main" onClick={() => setCreating(true)}>
            {words.newWebhook}
          </Button>
        </p>
      )}
      <Loaded query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty>{words.noWebhooks}</Empty>
          ) : (
            <Rows items={data}>
              {(endpoint) => (
                <>
                  <div>
                    <Link href={`/o/${organizationId}/webhooks/${endpoint.id}`}>
                      <b className="break">{endpoint.url}</b>
                    </Link>
                    <p className="soft">{endpoint.events.join(' · ')}</p>
                  </div>
                  <EndpointHealth endpoint={endpoint} health={health.get(endpoint.id)} />
                </>
              )}
            </Rows>
          )
        }
      </Loaded>
      {creating && <NewWebhook organizationId={organizationId} close={() => setCreating(false)} />}
    </section>
  );
}

type Endpoint = PublicSchemas['WebhookEndpoint'];
interface Health {
  lastSuccessAt: string | null;
  failingSince: string | null;
  waiting: number;
}

export function useHealth(organizationId: string): Map<string, Health> {
  const query = useAsked(
    ['webhooks', organizationId, 'health'],
    () =>
      consoleApi.GET('/organizations/{organizationId}/webhook-health', {
        params: { path: { organizationId } },
      }),
    { refetchMs: 10_000 },
  );
  return new Map(query.data?.data.endpoints.map((health) => [health.webhookId, health]));
}

/** Whether deliveries arrive, since when they do not, and what to do about it. */
export function EndpointHealth({ endpoint, health }: { endpoint: Endpoint; health: Health | undefined }) {
  const words = useWords();
  const disabled = endpoint.status === 'DISABLED';
  return (
    <div className="soft">
      <Badge tone={disabled ? 'bad' : health?.failingSince ? 'warn' : 'good'}>
        {words.webhookStatus[endpoint.status]}
      </Badge>{' '}
      {disabled && endpoint.disabledReason && (
        <>
          {words.disabledReason[endpoint.disabledReason]}{' '}
          {endpoint.disabledAt && <Time at={endpoint.disabledAt} />}. {words.disabledRemedy}{' '}
        </>
      )}
      {words.lastSuccess}: {health?.lastSuccessAt ? <Time at={health.lastSuccessAt} /> : words.never}
      {health?.failingSince && (
        <>
          {' '}
          · {words.failingSince} <Time at={health.failingSince} />
        </>
      )}
      {health !== undefined && health.waiting > 0 && ` · ${words.waiting}: ${health.waiting}`}
    </div>
  );
}
