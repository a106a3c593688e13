import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { consoleApi, publicApi, type PublicSchemas } from '../api/console.ts';
import { useAsked, useChange, useWorldOf } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Badge, Button } from '../parts/controls.tsx';
import { ChangeProblem, Loaded } from '../parts/feedback.tsx';
import { Choice, TextField } from '../parts/form.tsx';
import { Pages, usePaged } from '../parts/list.tsx';
import { Time } from '../parts/time.tsx';
import { useMayChange } from '../session.tsx';

type Contact = PublicSchemas['Contact'];
type Status = PublicSchemas['Conversation']['status'];
type Writer = 'organization' | 'contact';

const statuses = ['OPEN', 'PENDING', 'CLOSED'] as const satisfies readonly Status[];

/** What was said, oldest above, who it is with, and a line to go on with; in a sandbox also as the contact. */
export function Conversation({
  organizationId,
  conversationId,
}: {
  organizationId: string;
  conversationId: string;
}) {
  const words = useWords();
  const mayChange = useMayChange();
  const path = { conversationId };
  const worldId = useWorldOf({ organizationId }, mayChange).data?.data[0]?.id;
  const about = useAsked(
    ['conversations', organizationId, conversationId],
    () =>
      consoleApi.GET('/organizations/{organizationId}/conversations/{conversationId}', {
        params: { path: { organizationId, conversationId } },
      }),
    { refetchMs: 3000 },
  );
  const messages = usePaged(
    ['messages', organizationId, conversationId],
    (page) =>
      publicApi(organizationId).GET('/conversations/{conversationId}/messages', {
        params: { path, query: { page } },
      }),
    { refetchMs: 2000 },
  );
  const setStatus = useChange(
    ({ world, status }: { world: string; status: Status }) =>
      consoleApi.PATCH('/worlds/{worldId}/conversations/{conversationId}', {
        params: { path: { worldId: world, conversationId } },
        body: { status },
      }),
    [['conversations', organizationId]],
  );
  return (
    <>
      <p>
        <Link href={`/o/${organizationId}/contacts`}>{words.conversations}</Link>
      </p>
      <Loaded query={about}>
        {({ data: { contact, status } }) => (
          <>
            <h1 className="break">{contact.name ?? contact.phoneNumber}</h1>
            <p className="soft break">
              <Badge tone={status === 'OPEN' ? 'good' : 'plain'}>{words.conversationStatus[status]}</Badge>{' '}
              {contact.phoneNumber} · <code>{contact.id}</code> · <code>{conversationId}</code>
            </p>
            {worldId !== undefined && (
              <div className="actions" role="group" aria-label={words.status}>
                {statuses.map((each) => (
                  <Button
                    key={each}
                    aria-pressed={each === status}
                    disabled={setStatus.isPending}
                    onClick={() => setStatus.mutate({ world: worldId, status: each })}
                  >
                    {words.conversationStatus[each]}
                  </Button>
                ))}
              </div>
            )}
            <ChangeProblem change={setStatus} />
            <Loaded query={messages.query}>
              {({ data, meta }) => (
                <>
                  <Pages meta={meta} go={messages.go} />
                  <ol className="chat">
                    {data.toReversed().map((message) => (
                      <li key={message.id} className={message.direction === 'INBOUND' ? 'in' : 'out'}>
                        <Media message={message} />
                        <p className="break">{message.content}</p>
                        <span className="soft">
                          <Time at={message.createdAt} />
                        </span>
                      </li>
                    ))}
                  </ol>
                </>
              )}
            </Loaded>
            {mayChange && (
              <Write
                organizationId={organizationId}
                conversationId={conversationId}
                contact={contact}
                worldId={worldId}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Write({
  organizationId,
  conversationId,
  contact,
  worldId,
}: {
  organizationId: string;
  conversationId: string;
  contact: Contact;
  worldId: string | undefined;
}) {
  const words = useWords();
  const [writer, setWriter] = useState<Writer>('organization');
  const [content, setContent] = useState('');
  const renews = [
    ['messages', organizationId, conversationId],
    ['conversations', organizationId],
  ];
  const written = () => setContent('');
  const send = useChange(
    () =>
      publicApi(organizationId).POST('/conversations/{conversationId}/messages', {
        params: { path: { conversationId } },
        body: { content },
      }),
    renews,
    written,
  );
  const receive = useChange(
    (world: string) =>
      consoleApi.POST('/worlds/{worldId}/inbound-messages', {
        params: { path: { worldId: world } },
        body: { phoneNumber: contact.phoneNumber, content },
      }),
    renews,
    written,
  );
  const asContact = writer === 'contact' && worldId !== undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (asContact) receive.mutate(worldId);
    else send.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <div className="inline">
        {worldId !== undefined && (
          <Choice
            label={words.writeAs}
            value={writer}
            set={setWriter}
            options={[
              ['organization', words.organization],
              ['contact', contact.name ?? contact.phoneNumber],
            ]}
          />
        )}
        <TextField
          label={asContact ? words.writeAsContact : words.writeAsOrganization}
          value={content}
          set={setContent}
          required
          autoComplete="off"
        />
        <Button kind="main" type="submit" disabled={send.isPending || receive.isPending}>
          {words.send}
        </Button>
      </div>
      <ChangeProblem change={send} />
      <ChangeProblem change={receive} />
    </form>
  );
}

/** The file of a message stands on a server of somebody else: it is linked to, not loaded. */
function Media({ message }: { message: PublicSchemas['Message'] }) {
  const words = useWords();
  if (message.mediaUrl === null) return null;
  return (
    <a className="break" href={message.mediaUrl} rel="noreferrer noopener" target="_blank">
      {words.messageTypes[message.type]} {message.mediaType}
    </a>
  );
}
