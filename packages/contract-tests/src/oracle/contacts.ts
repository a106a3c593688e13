import { dataOf, listed, notFound, type Answer, type Rule } from './rule.ts';
import { matches } from './search.ts';
import { anyOf, fresh, within } from './template.ts';
import { isKnown, newestFirst, withEntry, type Contact, type World } from './world.ts';

const taken: Answer = { status: 409, code: 'contact_exists' };

export function contactOfNumber(world: World, phoneNumber: unknown): Contact | undefined {
  return [...world.contacts.values()].find((contact) => contact.phoneNumber === phoneNumber);
}

export function withContact(world: World, contact: Contact): World {
  return { ...world, contacts: withEntry(world.contacts, contact.id, contact) };
}

export const contactRules = {
  listContacts: {
    parameters: ['page', 'limit', 'search'],
    properties: [],
    answer(world, asked) {
      const { search } = asked.query;
      const all = newestFirst(world.contacts.values());
      return listed(asked, search === undefined ? all : all.filter((contact) => matches(contact, search)));
    },
  },
  createContact: {
    parameters: ['Idempotency-Key'],
    properties: ['phoneNumber', 'name'],
    answer(world, { json }, moment) {
      const { phoneNumber, name = null } = json as Partial<Contact>;
      if (contactOfNumber(world, phoneNumber)) return taken;
      return {
        status: 201,
        data: {
          id: fresh(isKnown(world)),
          phoneNumber,
          name,
          createdAt: within(moment.from, moment.to),
          updatedAt: within(moment.from, moment.to),
        },
        next: (response) => withContact(world, dataOf<Contact>(response)),
      };
    },
  },
  getContact: {
    parameters: ['contactId'],
    properties: [],
    answer: (world, { params }) => {
      const contact = world.contacts.get(params['contactId'] ?? '');
      return contact ? { status: 200, data: contact } : notFound;
    },
  },
  updateContact: {
    parameters: ['contactId'],
    properties: ['phoneNumber', 'name'],
    answer(world, { params, json }, moment) {
      const before = world.contacts.get(params['contactId'] ?? '');
      if (!before) return notFound;
      const change = json as Partial<Contact>;
      const holder =
        change.phoneNumber === undefined ? undefined : contactOfNumber(world, change.phoneNumber);
      if (holder && holder.id !== before.id) return taken;
      const after = { ...before, ...change };
      const same = after.name === before.name && after.phoneNumber === before.phoneNumber;
      const moved = within(moment.from, moment.to);
      return {
        status: 200,
        // Where nothing changes, both are a truthful answer.
        data: { ...after, updatedAt: same ? anyOf(moved, before.updatedAt) : moved },
        next: (response) => withContact(world, dataOf<Contact>(response)),
      };
    },
  },
} satisfies Record<string, Rule>;
