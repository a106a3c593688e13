import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { publicApi, type PublicSchemas } from '../api/console.ts';
import { useAsked, useChange } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { Button, Field, Pages } from '../parts/controls.tsx';
import { ChangeProblem, Loaded } from '../parts/feedback.tsx';
import { textOf } from '../parts/form.ts';
import { Time } from '../parts/time.tsx';
import { useMayChange } from '../session.tsx';

/** What was said, oldest above, and a line to answer with. */
export function Conversation({
  organizationId,
  conversationId,
}: {
  organizationId: string;
  conversationId: string;
}) {
  const words = useWords();
  const mayChange = useMayChange();
  const [page, setPage] = useState(1);
  const api = publicApi(organizationId);
  const path = { conversationId };
  const query = useAsked(
    ['messages', organizationId, conversationId, page],
    () => api.GET('/conversations/{conversationId}/messages', { params: { path, query: { page } } }),
    { refetchMilliseconds: 3000 },
  );
  const send = useChange(
    (content: string) =>
      api.POST('/conversations/{conversationId}/messages', { params: { path }, body: { content } }),
    [
      ['messages', organizationId, conversationId],
      ['conversations', organizationId],
    ],
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    send.mutate(textOf(new FormData(form), 'content'), { onSuccess: () => form.reset() });
  };
  return (
    <>
      <p>
        <Link href={`/o/${organizationId}/contacts`}>{words.conversations}</Link>
      </p>
      <h1>{words.messages}</h1>
      <Loaded query={query}>
        {({ data, meta }) => (
          <>
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
            <Pages meta={meta} go={setPage} />
          </>
        )}
      </Loaded>
      {mayChange && (
        <form onSubmit={submit} className="inline">
          <Field label={words.writeAsOrganization}>
            {(id) => <input id={id} name="content" required autoComplete="off" />}
          </Field>
          <Button kind="main" type="submit" disabled={send.isPending}>
            {words.send}
          </Button>
        </form>
      )}
      <ChangeProblem change={send} />
    </>
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
