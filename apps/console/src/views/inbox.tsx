import { webhookEvents } from '@atteny/contract';
import { useState } from 'react';
import { consoleApi, publicApi, type ConsoleSchemas } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button, Copyable } from '../parts/controls.tsx';
import { ChangeProblem, Empty, Loaded } from '../parts/feedback.tsx';
import { Choice } from '../parts/form.tsx';
import { Time } from '../parts/time.tsx';
import { Confirm } from '../parts/window.tsx';

type Answer = ConsoleSchemas['InboxAnswer'];
const answers = ['OK', 'SERVER_ERROR', 'GONE', 'SLOW', 'NEVER'] as const satisfies readonly Answer[];

/** A receiver of the sandbox itself: its address, what it answers, and what has arrived. */
export function Inbox({ world }: { world: ConsoleSchemas['World'] }) {
  const words = useWords();
  const params = { path: { worldId: world.id } };
  const key = ['worlds', world.id, 'inbox'];
  const inbox = useAsked(key, () => consoleApi.GET('/worlds/{worldId}/inbox', { params }));
  const arrived = useAsked(
    [...key, 'deliveries'],
    () => consoleApi.GET('/worlds/{worldId}/inbox/deliveries', { params }),
    {
      refetchMs: 3000,
    },
  );
  const answer = useChange(
    (next: Answer) => consoleApi.PATCH('/worlds/{worldId}/inbox', { params, body: { answer: next } }),
    [key],
  );
  const [emptying, setEmptying] = useState(false);
  const empty = useChange(
    () => consoleApi.DELETE('/worlds/{worldId}/inbox/deliveries', { params }),
    [key],
    () => setEmptying(false),
  );
  const subscribe = useChange(
    (url: string) =>
      publicApi(world.organization.id).POST('/webhooks', { body: { url, events: [...webhookEvents] } }),
    [['webhooks', world.organization.id]],
  );
  const endpoints = useAsked(
    ['webhooks', world.organization.id],
    () => publicApi(world.organization.id).GET('/webhooks'),
    { enabled: world.organization.plan.hasWebhooks },
  );
  const endpointAt = (url: string) => endpoints.data?.data.find((endpoint) => endpoint.url === url);
  return (
    <section>
      <h2>{words.inbox}</h2>
      <p className="soft">{words.inboxLead}</p>
      <Loaded query={inbox}>
        {({ data }) => (
          <>
            <Copyable text={data.url} label={words.url} />
            <Choice
              label={words.inboxAnswer}
              value={data.answer}
              set={(next) => answer.mutate(next)}
              options={answers.map((each) => [each, words.inboxAnswers[each]])}
            />
            <div className="actions">
              {endpointAt(data.url) === undefined && (
                <Button disabled={subscribe.isPending} onClick={() => subscribe.mutate(data.url)}>
                  {words.subscribeInbox}
                </Button>
              )}
              <Button onClick={() => setEmptying(true)}>{words.emptyInbox}</Button>
            </div>
            {emptying && (
              <Confirm
                title={words.emptyInbox}
                text={words.emptyInboxText}
                change={empty}
                close={() => setEmptying(false)}
              />
            )}
            <p className="soft" role="status">
              {endpointAt(data.url) && words.inboxSubscribed}
            </p>
            <ChangeProblem change={answer} />
            <ChangeProblem change={subscribe} />
          </>
        )}
      </Loaded>
      <Loaded query={arrived}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty>{words.inboxEmpty}</Empty>
          ) : (
            <ol className="thread">
              {data.map((delivery) => (
                <li key={delivery.id}>
                  <details>
                    <summary>
                      <code>{delivery.headers['x-atteny-event']}</code>{' '}
                      <span className="soft">
                        {words.inboxAnswers[delivery.answer]} · <Time at={delivery.receivedAt} />
                      </span>
                    </summary>
                    <pre tabIndex={0}>
                      <code>{`x-atteny-signature: ${delivery.headers['x-atteny-signature'] ?? ''}\n\n${delivery.body}`}</code>
                    </pre>
                  </details>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}
