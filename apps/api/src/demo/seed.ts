import { inTransaction } from '../db/transaction.ts';
import { scopes } from '@atteny/contract';
import { minuteMs } from '../clock.ts';
import { contactStore } from '../contacts/store.ts';
import type { Database } from '../db/database.ts';
import { keyStore } from '../keys/store.ts';
import { openConversation, setStatus } from '../conversations/status.ts';
import { messageStore } from '../conversations/message-store.ts';
import { type OrganizationScope, scopeInside, type TransactionScope } from '../organizations/scope.ts';
import { type NewOrganization, organizationStore } from '../organizations/store.ts';
import { keyFrom } from '../keys/format.ts';
import { seedEndpoints, type SeedTools } from './endpoints.ts';
import { people } from './people.ts';

export const demoOrganization: NewOrganization = {
  name: 'Padaria Estrela do Sul',
  slug: 'padaria-estrela-do-sul',
  plan: { name: 'Business', hasAPI: true, hasWebhooks: true },
  rateLimit: null,
  monthlyQuota: 50_000,
};

/** Creates the demo organization with its key, unless it is there already. */
export async function seedDemo(database: Database, tools: SeedTools): Promise<void> {
  const { clock } = tools;
  await inTransaction(database, async (transaction) => {
    const organization = await organizationStore(transaction, clock).create(demoOrganization);
    if (organization === undefined) return;
    const scope = scopeInside(transaction, database.dialect, organization.id, () => clock.now());
    const name = 'Chave de demonstração';
    await keyStore(scope).create({ name, scopes, rateLimit: null, expiresAt: null }, demoKey);
    await seedOrganization(scope, tools);
  });
}

/** What a bakery has, up to the present of the organization's clock; all that the contract's samples ask for is there. */
export async function seedOrganization(scope: OrganizationScope, tools: SeedTools): Promise<void> {
  await scope.transaction(async (inside) => {
    await seedConversations(inside);
    await seedEndpoints(inside, tools);
  });
}

async function seedConversations(inside: TransactionScope): Promise<void> {
  let now = inside.now() - people.reduce((sum, person) => sum + person.messages.length + 1, 0) * minuteMs;
  const past: TransactionScope = { ...inside, now: () => now, transaction: (work) => work(past) };
  for (const person of people) {
    now += minuteMs;
    const contact = await contactStore(past).create(person.phoneNumber, person.name, person.ids?.contact);
    if (contact === undefined || person.messages.length === 0) continue;
    const conversationId = await openConversation(past, contact.id, person.ids?.conversation);
    const messages = messageStore(past);
    for (const { from, content } of person.messages) {
      now += minuteMs;
      const text = { type: 'TEXT' as const, content, mediaUrl: null, mediaType: null };
      await (from === 'contact' ? messages.receive(contact.id, text) : messages.send(conversationId, text));
    }
    if (person.status !== 'OPEN') await setStatus(past, conversationId, person.status);
  }
}

/** The key of the demo organization: public, and valid in sandboxes alone. */
export const demoKey = keyFrom('AttenyDemoKeyForTheLocalSandbox0');
