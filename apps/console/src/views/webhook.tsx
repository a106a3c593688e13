import { delivery, webhookEvents, type WebhookEventName } from '@atteny/contract';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { consoleApi, publicApi, type PublicSchemas } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button } from '../parts/controls.tsx';
import { ChangeProblem, Loaded } from '../parts/feedback.tsx';
import { Choice, Form, TextField, textOf } from '../parts/form.tsx';
import { Time } from '../parts/time.tsx';
import { Confirm, ShownOnce, Window } from '../parts/window.tsx';
import { useMayChange } from '../session.tsx';
import { DeliveryList } from './deliveries.tsx';
import { AttemptView, useDelivery } from './delivery.tsx';
import { EditWebhook } from './endpoint-form.tsx';
import { EndpointHealth, useHealth } from './webhooks.tsx';

type Doing = 'edit' | 'test' | 'rotate' | 'remove' | 'redeliver' | 'cancel' | null;

/** One endpoint: its health, all that can be done with it, and its deliveries. */
export function Webhook({ organizationId, webhookId }: { organizationId: string; webhookId: string }) {
  const words = useWords();
  const mayChange = useMayChange();
  const [doing, setDoing] = useState<Doing>(null);
  const params = { path: { webhookId } };
  const api = publicApi(organizationId);
  const query = useAsked(
    ['webhooks', organizationId, webhookId],
    () => api.GET('/webhooks/{webhookId}', { params }),
    {
      refetchMs: 10_000,
    },
  );
  const health = useHealth(organizationId).get(webhookId);
  const setStatus = useChange(
    (status: PublicSchemas['WebhookEndpoint']['status']) =>
      api.PATCH('/webhooks/{webhookId}', { params, body: { status } }),
    [['webhooks', organizationId]],
  );
  const here = { organizationId, webhookId, close: () => setDoing(null) };
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
                onClick={() => setStatus.mutate(endpoint.status === 'ENABLED' ? 'DISABLED' : 'ENABLED')}
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
          <ChangeProblem change={setStatus} />
          <DeliveryList organizationId={organizationId} webhookId={webhookId} />
          {doing === 'edit' && <EditWebhook {...here} endpoint={endpoint} />}
          {doing === 'test' && <Test {...here} />}
          {doing === 'rotate' && <Rotate {...here} />}
          {doing === 'redeliver' && <RedeliverFailed {...here} />}
          {doing === 'cancel' && <CancelWaiting {...here} />}
          {doing === 'remove' && <Remove {...here} url={endpoint.url} />}
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
  const sent = useDelivery(organizationId, deliveryId, { enabled: deliveryId !== '' });
  const tested = deliveryId === '' ? undefined : sent.data?.data;
  return (
    <Window title={words.test} close={close}>
      <p>{words.testText}</p>
      <Form change={test} action={words.send} submit={() => test.mutate(undefined)}>
        <Choice
          label={words.event}
          value={event}
          set={setEvent}
          options={webhookEvents.map((name) => [name, name])}
        />
      </Form>
      {tested?.attempts.map((attempt) => (
        <AttemptView key={attempt.number} attempt={attempt} body={tested.requestBody} open />
      ))}
    </Window>
  );
}

function Rotate({ organizationId, webhookId, close }: Endpoint) {
  const words = useWords();
  const rotate = useChange(
    (overlapHours: number) =>
      publicApi(organizationId).POST('/webhooks/{webhookId}/rotate-secret', {
        params: { path: { webhookId } },
        body: { overlapHours },
      }),
    [['webhooks', organizationId]],
  );
  return (
    <Window title={words.rotate} close={close}>
      {rotate.data ? (
        <ShownOnce lead={words.secretOnce} text={rotate.data.data.secret} label={words.doctorSecret} />
      ) : (
        <>
          <p>{words.rotateText}</p>
          <Form
            change={rotate}
            action={words.rotate}
            submit={(form) => rotate.mutate(Number(textOf(form, 'hours')))}
            cancel={close}
          >
            <TextField
              label={words.overlapHours}
              name="hours"
              type="number"
              required
              min={0}
              max={delivery.rotationOverlapHours}
              defaultValue={delivery.rotationOverlapHours}
            />
          </Form>
        </>
      )}
    </Window>
  );
}

function RedeliverFailed({ organizationId, webhookId, close }: Endpoint) {
  const words = useWords();
  const redeliver = useChange(
    (since: string) =>
      publicApi(organizationId).POST('/webhooks/{webhookId}/redeliver-failed', {
        params: { path: { webhookId } },
        body: { since: new Date(since).toISOString() },
      }),
    [['deliveries', organizationId]],
  );
  return (
    <Window title={words.redeliverFailed} close={close}>
      <Form
        change={redeliver}
        action={words.redeliver}
        submit={(form) => redeliver.mutate(textOf(form, 'since'))}
        cancel={close}
      >
        <TextField label={words.redeliverSince} name="since" type="datetime-local" required />
      </Form>
      {redeliver.data && <p role="status">{words.redelivered(redeliver.data.data.redelivered)}</p>}
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
  return <Confirm title={words.cancelWaiting} text={words.cancelWaitingText} change={cancel} close={close} />;
}

function Remove({ organizationId, webhookId, url, close }: Endpoint & { url: string }) {
  const words = useWords();
  const [, go] = useLocation();
  const remove = useChange(
    () => publicApi(organizationId).DELETE('/webhooks/{webhookId}', { params: { path: { webhookId } } }),
    [['webhooks', organizationId]],
    () => go(`/o/${organizationId}/api-tokens`),
  );
  return <Confirm title={words.remove} text={url} change={remove} close={close} />;
}
