import { delivery, webhookEvents, type WebhookEventName } from '@atteny/contract';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { consoleApi, publicApi } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button, Confirm, Copyable, Field, Window } from '../parts/controls.tsx';
import { ChangeProblem, Loaded } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';
import { useMayChange } from '../session.tsx';
import { DeliveryList } from './deliveries.tsx';
import { AttemptView } from './delivery.tsx';
import { EndpointForm, EndpointHealth, useHealth } from './webhooks.tsx';

type Doing = 'edit' | 'test' | 'rotate' | 'remove' | 'redeliver' | 'cancel' | null;

/** One endpoint: its health, all that can be done with it, and its deliveries. */
export function Webhook({ organizationId, webhookId }: { organizationId: string; webhookId: string }) {
  const words = useWords();
  const mayChange = useMayChange();
  const [doing, setDoing] = useState<Doing>(null);
  const params = { path: { webhookId } };
  const api = publicApi(organizationId);
  const renews = [
    ['webhooks', organizationId],
    ['deliveries', organizationId],
  ];
  const query = useAsked(
    ['webhooks', organizationId, webhookId],
    () => api.GET('/webhooks/{webhookId}', { params }),
    {
      refetchMs: 10_000,
    },
  );
  const health = useHealth(organizationId).get(webhookId);
  const update = useChange(
    (
      body: Parameters<
        typeof api.PATCH<'/webhooks/{webhookId}', { params: typeof params; body: object }>
      >[1]['body'],
    ) => api.PATCH('/webhooks/{webhookId}', { params, body }),
    renews,
    () => setDoing(null),
  );
  const close = () => setDoing(null);
  return (
    <Loaded query={query}>
      {({ data: endpoint }) => (
        <>
          <p>
            <Link href={`/o/${organizationId}/api-tokens`}>{words.webhooks}</Link>
          </p>
          <h1 className="break">{endpoint.url}</h1>
          {endpoint.description && <p className="lead">{endpoint.description}</p>}
          <EndpointHealth endpoint={endpoint} health={health} />
          {endpoint.previousSecretExpiresAt && (
            <p className="notice warn">
              {words.rotating} <Time at={endpoint.previousSecretExpiresAt} />. {words.rotatingText}
            </p>
          )}
          {endpoint.consecutiveFailures > 0 && endpoint.status === 'ENABLED' && (
            <p className="soft">
              {words.failuresInARow(endpoint.consecutiveFailures, delivery.disableAfterFailedDeliveries)}
            </p>
          )}
          {mayChange && (
            <div className="actions">
              <Button kind="main" onClick={() => setDoing('test')}>
                {words.test}
              </Button>
              <Button
                onClick={() =>
                  update.mutate({ status: endpoint.status === 'ENABLED' ? 'DISABLED' : 'ENABLED' })
                }
              >
                {endpoint.status === 'ENABLED' ? words.disable : words.enable}
              </Button>
              <Button onClick={() => setDoing('edit')}>{words.edit}</Button>
              <Button onClick={() => setDoing('rotate')}>{words.rotate}</Button>
              <Button onClick={() => setDoing('redeliver')}>{words.redeliverFailed}</Button>
              <Button onClick={() => setDoing('cancel')}>{words.cancelWaiting}</Button>
              <Button kind="danger" onClick={() => setDoing('remove')}>
                {words.remove}
              </Button>
            </div>
          )}
          <ChangeProblem change={update} />
          <DeliveryList organizationId={organizationId} webhookId={webhookId} />
          {doing === 'edit' && (
            <Window title={words.edit} open close={close}>
              <EndpointForm
                endpoint={endpoint}
                submit={(body) => update.mutate(body)}
                action={words.save}
                pending={update.isPending}
              />
            </Window>
          )}
          {doing === 'test' && <Test organizationId={organizationId} webhookId={webhookId} close={close} />}
          {doing === 'rotate' && (
            <Rotate organizationId={organizationId} webhookId={webhookId} close={close} />
          )}
          {doing === 'redeliver' && (
            <RedeliverFailed organizationId={organizationId} webhookId={webhookId} close={close} />
          )}
          {doing === 'cancel' && (
            <CancelWaiting organizationId={organizationId} webhookId={webhookId} close={close} />
          )}
          {doing === 'remove' && (
            <Remove organizationId={organizationId} webhookId={webhookId} url={endpoint.url} close={close} />
          )}
        </>
      )}
    </Loaded>
  );
}

interface Endpoint {
  organizationId: string;
  webhookId: string;
  close: () => void;
}

/** Sends the sample of an event and shows at once what went out and what came back. */
function Test({ organizationId, webhookId, close }: Endpoint) {
  const words = useWords();
  const [event, setEvent] = useState<WebhookEventName>(webhookEvents[0] ?? 'message.created');
  const test = useChange(
    () =>
      publicApi(organizationId).POST('/webhooks/{webhookId}/test', {
        params: { path: { webhookId } },
        body: { event },
      }),
    [['deliveries', organizationId]],
  );
  const deliveryId = test.data?.data.id ?? '';
  const sent = useAsked(
    ['deliveries', organizationId, deliveryId],
    () =>
      consoleApi.GET('/organizations/{organizationId}/deliveries/{deliveryId}', {
        params: { path: { organizationId, deliveryId } },
      }),
    { enabled: deliveryId !== '' },
  );
  const tested = deliveryId === '' ? undefined : sent.data?.data;
  return (
    <Window title={words.test} open close={close}>
      <p>{words.testText}</p>
      <Field label={words.event}>
        {(id) => (
          <select
            id={id}
            value={event}
            onChange={(change) => setEvent(change.target.value as WebhookEventName)}
          >
            {webhookEvents.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </Field>
      <div className="actions">
        <Button kind="main" disabled={test.isPending} onClick={() => test.mutate(undefined)}>
          {words.send}
        </Button>
      </div>
      <ChangeProblem change={test} />
      {tested?.attempts.map((attempt) => (
        <AttemptView key={attempt.number} attempt={attempt} body={tested.requestBody} />
      ))}
    </Window>
  );
}

function Rotate({ organizationId, webhookId, close }: Endpoint) {
  const words = useWords();
  const [hours, setHours] = useState(24);
  const rotate = useChange(
    () =>
      publicApi(organizationId).POST('/webhooks/{webhookId}/rotate-secret', {
        params: { path: { webhookId } },
        body: { overlapHours: hours },
      }),
    [['webhooks', organizationId]],
  );
  return (
    <Window title={words.rotate} open close={close}>
      {rotate.data ? (
        <>
          <p>{words.secretOnce}</p>
          <Copyable text={rotate.data.data.secret} label={words.doctorSecret} secret />
        </>
      ) : (
        <>
          <p>{words.rotateText}</p>
          <Field label={words.overlapHours}>
            {(id) => (
              <input
                id={id}
                type="number"
                min={0}
                max={24}
                value={hours}
                onChange={(event) => setHours(event.target.valueAsNumber)}
              />
            )}
          </Field>
          <ChangeProblem change={rotate} />
          <div className="actions">
            <Button kind="main" disabled={rotate.isPending} onClick={() => rotate.mutate(undefined)}>
              {words.rotate}
            </Button>
          </div>
        </>
      )}
    </Window>
  );
}

function RedeliverFailed({ organizationId, webhookId, close }: Endpoint) {
  const words = useWords();
  const [since, setSince] = useState('');
  const redeliver = useChange(
    () =>
      publicApi(organizationId).POST('/webhooks/{webhookId}/redeliver-failed', {
        params: { path: { webhookId } },
        body: { since: new Date(since).toISOString() },
      }),
    [['deliveries', organizationId]],
    close,
  );
  return (
    <Window title={words.redeliverFailed} open close={close}>
      <Field label={words.redeliverSince}>
        {(id) => (
          <input
            id={id}
            type="datetime-local"
            value={since}
            onChange={(event) => setSince(event.target.value)}
          />
        )}
      </Field>
      <ChangeProblem change={redeliver} />
      <div className="actions">
        <Button
          kind="main"
          disabled={since === '' || redeliver.isPending}
          onClick={() => redeliver.mutate(undefined)}
        >
          {words.redeliver}
        </Button>
      </div>
    </Window>
  );
}

function CancelWaiting({ organizationId, webhookId, close }: Endpoint) {
  const words = useWords();
  const cancel = useChange(
    () =>
      consoleApi.POST('/organizations/{organizationId}/webhooks/{webhookId}/cancel-waiting', {
        params: { path: { organizationId, webhookId } },
      }),
    [
      ['webhooks', organizationId],
      ['deliveries', organizationId],
    ],
    close,
  );
  return (
    <Confirm
      title={words.cancelWaiting}
      text={words.cancelWaitingText}
      action={words.cancelWaiting}
      open
      close={close}
      confirm={() => cancel.mutate(undefined)}
    >
      <ChangeProblem change={cancel} />
    </Confirm>
  );
}

function Remove({ organizationId, webhookId, url, close }: Endpoint & { url: string }) {
  const words = useWords();
  const [, go] = useLocation();
  const remove = useChange(
    () => publicApi(organizationId).DELETE('/webhooks/{webhookId}', { params: { path: { webhookId } } }),
    [['webhooks', organizationId]],
    () => go(`/o/${organizationId}/api-tokens`),
  );
  return (
    <Confirm
      title={words.remove}
      text={url}
      action={words.remove}
      open
      close={close}
      confirm={() => remove.mutate(undefined)}
    >
      <ChangeProblem change={remove} />
    </Confirm>
  );
}
