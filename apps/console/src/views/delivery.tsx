import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { consoleApi, publicApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { Button, Code, headerLines } from '../parts/controls.tsx';
import { ChangeProblem, Loaded } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';
import { Confirm } from '../parts/window.tsx';
import { useMayChange } from '../session.tsx';
import { DeliveryStatus } from './deliveries.tsx';

/** A delivery with its attempts, kept fresh as the options say. */
export function useDelivery(
  organizationId: string,
  deliveryId: string,
  options: { refetchMs?: number; enabled?: boolean },
) {
  return useAsked(
    ['deliveries', organizationId, deliveryId],
    () =>
      consoleApi.GET('/organizations/{organizationId}/deliveries/{deliveryId}', {
        params: { path: { organizationId, deliveryId } },
      }),
    options,
  );
}

/** A delivery as a story: the event, each attempt, and when the next one comes. */
export function Delivery({ organizationId, deliveryId }: { organizationId: string; deliveryId: string }) {
  const words = useWords();
  const mayChange = useMayChange();
  const [, go] = useLocation();
  const query = useDelivery(organizationId, deliveryId, { refetchMs: 3000 });
  const redeliver = useChange(
    (webhookId: string) =>
      publicApi(organizationId).POST('/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver', {
        params: { path: { webhookId, deliveryId } },
      }),
    [['deliveries', organizationId]],
    ({ data }) => go(`/o/${organizationId}/deliveries/${data.id}`),
  );
  const [canceling, setCanceling] = useState(false);
  const cancel = useChange(
    () =>
      consoleApi.POST('/organizations/{organizationId}/deliveries/{deliveryId}/cancel', {
        params: { path: { organizationId, deliveryId } },
      }),
    [
      ['deliveries', organizationId],
      ['webhooks', organizationId],
    ],
    () => setCanceling(false),
  );
  return (
    <Loaded query={query}>
      {({ data: delivery }) => (
        <>
          <p>
            <Link href={`/o/${organizationId}/webhooks/${delivery.webhookId}`}>{words.webhooks}</Link>
          </p>
          <h1>
            <code>{delivery.event}</code>
          </h1>
          <p className="soft">
            <DeliveryStatus status={delivery.status} /> {words.deliveryKind[delivery.kind]} ·{' '}
            <code>{delivery.id}</code> · <code>{delivery.eventId}</code> · <Time at={delivery.createdAt} />
          </p>
          {delivery.nextAttemptAt && (
            <p>
              {words.nextAttempt}: <Time at={delivery.nextAttemptAt} />
            </p>
          )}
          {mayChange && (
            <div className="actions">
              <Button
                kind="main"
                disabled={redeliver.isPending}
                onClick={() => redeliver.mutate(delivery.webhookId)}
              >
                {words.redeliver}
              </Button>
              {delivery.status === 'PENDING' && (
                <Button kind="danger" onClick={() => setCanceling(true)}>
                  {words.cancelDelivery}
                </Button>
              )}
            </div>
          )}
          <ChangeProblem change={redeliver} />
          {canceling && (
            <Confirm
              title={words.cancelDelivery}
              text={words.cancelDeliveryText}
              change={cancel}
              close={() => setCanceling(false)}
            />
          )}
          {delivery.attempts.length === 0 && <p>{words.noAttempts}</p>}
          <ol className="story">
            {delivery.attempts.map((attempt) => (
              <li key={attempt.number}>
                <AttemptView attempt={attempt} body={delivery.requestBody} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Loaded>
  );
}

/** One attempt: when, how long, what went out, what came back, and in words why it failed. `open`: all of it at once. */
export function AttemptView({
  attempt,
  body,
  open = false,
}: {
  attempt: ConsoleSchemas['JournalAttempt'];
  body: string;
  open?: boolean;
}) {
  const { language, words } = useLanguage();
  const good = attempt.statusCode !== null && attempt.statusCode >= 200 && attempt.statusCode < 300;
  const headers = headerLines(attempt.requestHeaders);
  return (
    <article className={good ? 'attempt good' : 'attempt bad'}>
      <p>
        <b>
          {words.attempt} {attempt.number}
        </b>{' '}
        <code>{attempt.statusCode ?? '—'}</code> {attempt.error && words.attemptError[attempt.error]} ·{' '}
        {new Intl.NumberFormat(language).format(attempt.durationMs)} ms · <Time at={attempt.startedAt} />
      </p>
      <p className="soft break">POST {attempt.url}</p>
      {attempt.redirectLocation && (
        <p className="break">
          {words.redirectedTo} <code>{attempt.redirectLocation}</code>
        </p>
      )}
      {attempt.fault && (
        <p className="notice warn">
          {words.plannedFault} <code>{attempt.fault.effect}</code> ({attempt.fault.rule})
        </p>
      )}
      <Code title={words.requestHeaders} text={headers} open={open} />
      <Code title={words.requestBody} text={body} open={open} />
      <Code title={words.responseBody} text={attempt.responseBody} open={open || !good} />
      <Link href="/doctor" state={{ body, headers }}>
        {words.diagnose}
      </Link>
    </article>
  );
}
