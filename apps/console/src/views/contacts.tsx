import { Link } from 'wouter';
import { publicApi } from '../api/console.ts';
import { useAsked } from '../api/queries.ts';
import { useWords } from '../language/language.tsx';
import { useAddressed, usePage } from '../parts/address.ts';
import { Badge, Field, Pages } from '../parts/controls.tsx';
import { Empty, Loaded } from '../parts/feedback.tsx';
import { Time } from '../parts/time.tsx';

/** Conversations with what was said last, and the contacts, by name or number. */
export function Contacts({ organizationId }: { organizationId: string }) {
  const words = useWords();
  const api = publicApi(organizationId);
  const [page, setPage] = usePage('conversations');
  const [contactPage, setContactPage] = usePage();
  const [search, setSearch] = useAddressed('search');
  const conversations = useAsked(
    ['conversations', organizationId, page],
    () => api.GET('/conversations', { params: { query: { page } } }),
    { refetchMs: 5000 },
  );
  const contacts = useAsked(['contacts', organizationId, contactPage, search], () =>
    api.GET('/contacts', { params: { query: { page: contactPage, ...(search ? { search } : {}) } } }),
  );
  return (
    <>
      <h1>{words.conversations}</h1>
      <Loaded query={conversations}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Empty>{words.noConversations}</Empty>
          ) : (
            <>
              <ul className="rows">
                {data.map((conversation) => (
                  <li key={conversation.id}>
                    <div>
                      <Link href={`/o/${organizationId}/conversations/${conversation.id}`}>
                        <b className="break clip">
                          {conversation.contact.name ?? conversation.contact.phoneNumber}
                        </b>
                      </Link>
                      <p className="soft clip">{conversation.lastMessage?.content}</p>
                    </div>
                    <div className="soft">
                      <Badge tone={conversation.status === 'OPEN' ? 'good' : 'plain'}>
                        {words.conversationStatus[conversation.status]}
                      </Badge>{' '}
                      <Time at={conversation.updatedAt} />
                    </div>
                  </li>
                ))}
              </ul>
              <Pages meta={meta} go={setPage} />
            </>
          )
        }
      </Loaded>
      <h2>{words.contacts}</h2>
      <Field label={words.search}>
        {(id) => (
          <input
            id={id}
            type="search"
            value={search}
            maxLength={100}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
      </Field>
      <Loaded query={contacts}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Empty>{words.noContacts}</Empty>
          ) : (
            <>
              <ul className="rows">
                {data.map((contact) => (
                  <li key={contact.id}>
                    <div>
                      <b className="break clip">{contact.name ?? '—'}</b>{' '}
                      <span className="soft">{contact.phoneNumber}</span>
                    </div>
                    <div className="soft">
                      <code>{contact.id}</code> · <Time at={contact.createdAt} />
                    </div>
                  </li>
                ))}
              </ul>
              <Pages meta={meta} go={setContactPage} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
