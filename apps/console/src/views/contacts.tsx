import { Link } from 'wouter';
import { longest, publicApi } from '../api/console.ts';
import { useWords } from '../language/language.tsx';
import { useAddressed } from '../parts/address.ts';
import { Badge } from '../parts/controls.tsx';
import { TextField } from '../parts/form.tsx';
import { PagedRows, usePaged } from '../parts/list.tsx';
import { Time } from '../parts/time.tsx';

/** Conversations with what was said last, and the contacts, by name or number. */
export function Contacts({ organizationId }: { organizationId: string }) {
  const words = useWords();
  const api = publicApi(organizationId);
  const [search, setSearch] = useAddressed('search');
  const conversations = usePaged(
    ['conversations', organizationId],
    (page) => api.GET('/conversations', { params: { query: { page } } }),
    { name: 'conversations', refetchMs: 5000 },
  );
  const contacts = usePaged(['contacts', organizationId, search], (page) =>
    api.GET('/contacts', { params: { query: { page, ...(search ? { search } : {}) } } }),
  );
  return (
    <>
      <h1>{words.conversations}</h1>
      <PagedRows list={conversations} empty={words.noConversations}>
        {({ id, contact, lastMessage, status, updatedAt }) => (
          <>
            <div>
              <Link href={`/o/${organizationId}/conversations/${id}`}>
                <b className="break clip">{contact.name ?? contact.phoneNumber}</b>
              </Link>
              <p className="soft clip">{lastMessage?.content}</p>
            </div>
            <div className="soft">
              <Badge tone={status === 'OPEN' ? 'good' : 'plain'}>{words.conversationStatus[status]}</Badge>{' '}
              <Time at={updatedAt} />
            </div>
          </>
        )}
      </PagedRows>
      <h2>{words.contacts}</h2>
      <TextField
        label={words.search}
        type="search"
        value={search}
        maxLength={longest.contactSearch}
        set={setSearch}
      />
      <PagedRows list={contacts} empty={words.noContacts}>
        {({ id, name, phoneNumber, createdAt }) => (
          <>
            <div>
              <b className="break clip">{name ?? '—'}</b> <span className="soft">{phoneNumber}</span>
            </div>
            <div className="soft">
              <code>{id}</code> · <Time at={createdAt} />
            </div>
          </>
        )}
      </PagedRows>
    </>
  );
}
