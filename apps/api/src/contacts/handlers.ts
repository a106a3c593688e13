import type { Handlers } from '../operation-handler.ts';
import { failure } from '../failures.ts';
import { contactStore } from './store.ts';

export const contactHandlers: Handlers<'listContacts' | 'createContact' | 'getContact' | 'updateContact'> = {
  async listContacts({ query: { page, limit, search }, organization }) {
    const contacts = contactStore(organization.scope);
    const { items, total } = await (search === undefined
      ? contacts.list({ page, limit })
      : contacts.search(search, { page, limit }));
    return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
  },

  async createContact({ body: { phoneNumber, name = null }, organization: { scope }, recorded }) {
    const contact = await recorded(
      scope.joint(`${scope.organizationId} ${phoneNumber}`),
      (inside) => contactStore(inside).create(phoneNumber, name),
      (created) => created,
    );
    if (contact === undefined) return failure('contactExists');
    return { status: 201, body: { success: true, data: contact } };
  },

  async getContact({ params: { contactId }, organization }) {
    const contact = await contactStore(organization.scope).get(contactId);
    if (contact === undefined) return failure('notFound');
    return { status: 200, body: { success: true, data: contact } };
  },

  async updateContact({ params: { contactId }, body, organization: { scope }, recorded }) {
    const contact = await recorded(
      scope,
      (inside) => contactStore(inside).update(contactId, body),
      // A number that is taken has undone the transaction on PostgreSQL: nothing can be written in it any more.
      (updated) => (updated === 'taken' ? undefined : updated),
    );
    if (contact === undefined) return failure('notFound');
    if (contact === 'taken') return failure('contactExists');
    return { status: 200, body: { success: true, data: contact } };
  },
};
