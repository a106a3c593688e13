import { webhookEvents, type WebhookEventName } from '@atteny/contract';
import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { consoleApi, publicApi, type PublicSchemas } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Badge, Button, Code, Copyable, Field, Window } from '../parts/controls.tsx';
import { ChangeProblem, Empty, Loaded } from '../parts/feedback.tsx';
import { textOf } from '../parts/form.ts';
import { Time } from '../parts/time.tsx';
import { useMayChange } from '../session.tsx';

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
            <ul className="rows">
              {data.map((endpoint) => (
                <li key={endpoint.id}>
                  <div>
                    <Link href={`/o/${organizationId}/webhooks/${endpoint.id}`}>
                      <b className="break">{endpoint.url}</b>
                    </Link>
                    <p className="soft">{endpoint.events.join(' · ')}</p>
                  </div>
                  <EndpointHealth endpoint={endpoint} health={health.get(endpoint.id)} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {creating && <NewWebhook organizationId={organizationId} close={() => setCreating(false)} />}
    </section>
  );
}

/** The contract's example of each event, put in by the build. */
declare const EVENT_SAMPLES: Record<WebhookEventName, unknown>;

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

function NewWebhook({ organizationId, close }: { organizationId: string; close: () => void }) {
  const words = useWords();
  const [secret, setSecret] = useState<string | null>(null);
  const create = useChange(
    (body: PublicSchemas['CreateWebhookEndpointRequest']) =>
      publicApi(organizationId).POST('/webhooks', { body }),
    [['webhooks', organizationId]],
    ({ data }) => setSecret(data.secret),
  );
  return (
    <Window title={words.newWebhook} open close={close}>
      {secret === null ? (
        <>
          <EndpointForm
            submit={(body) => create.mutate(body)}
            action={words.create}
            pending={create.isPending}
          />
          <ChangeProblem change={create} />
        </>
      ) : (
        <>
          <p>{words.secretOnce}</p>
          <Copyable text={secret} label={words.doctorSecret} secret />
        </>
      )}
    </Window>
  );
}

/** Address, events and description of an endpoint; what is wrong with the address is said while it is typed. */
export function EndpointForm({
  endpoint,
  submit,
  action,
  pending,
}: {
  endpoint?: Endpoint;
  submit: (body: PublicSchemas['CreateWebhookEndpointRequest']) => void;
  action: string;
  pending: boolean;
}) {
  const words = useWords();
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const description = textOf(form, 'description');
    submit({
      url,
      events: form.getAll('event') as WebhookEventName[],
      ...(description === '' && !endpoint ? {} : { description: description || null }),
    });
  };
  const wrong = url === '' ? null : addressProblem(url, words);
  return (
    <form onSubmit={send}>
      <Field label={words.url} hint={wrong ?? words.urlHint}>
        {(id, hintId) => (
          <input
            id={id}
            aria-describedby={hintId}
            aria-invalid={wrong !== null}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            required
            inputMode="url"
            autoComplete="off"
          />
        )}
      </Field>
      <fieldset>
        <legend>{words.events}</legend>
        {webhookEvents.map((event) => (
          <div key={event}>
            <label className="check">
              <input
                type="checkbox"
                name="event"
                value={event}
                defaultChecked={endpoint?.events.includes(event) ?? true}
              />
              <span>
                <code>{event}</code> {words.eventMeaning[event]}
              </span>
            </label>
            <Code title={words.sample} text={JSON.stringify(EVENT_SAMPLES[event], null, 2)} />
          </div>
        ))}
      </fieldset>
      <Field label={words.description}>
        {(id) => <input id={id} name="description" defaultValue={endpoint?.description ?? ''} />}
      </Field>
      <div className="actions">
        <Button kind="main" type="submit" disabled={pending}>
          {action}
        </Button>
      </div>
    </form>
  );
}

function addressProblem(text: string, words: ReturnType<typeof useWords>): string | null {
  if (!URL.canParse(text)) return words.urlBroken;
  const { protocol, username, password } = new URL(text);
  if (username || password) return words.urlCredentials;
  return protocol === 'https:' ? null : words.urlNotHttps;
}
