import { subjects, type Identifiers } from '../contract/catalog.ts';
import { openReceiver } from '../target/receiver.ts';
import { Session } from './session.ts';
import type { Check, CheckContext, Result } from './check.ts';

/** By what a thing is found: its id, letter for letter, and of a contact the number that it has now. */
export const lookup: Check = {
  name: 'lookup',
  title: 'a thing is found by its id, letter for letter, and a contact by the number that it has now',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to have an organization of its own'),
  async *run(context) {
    if (!context.worlds) return;
    const session = new Session(context, await context.worlds.create());
    yield await numbers(session);
    yield await ids(context, session);
  },
};

async function numbers(session: Session): Promise<Result> {
  const [first, second, third] = ['+5531944440001', '+5531944440002', '+5531944440003'];
  const create = async (phoneNumber: string): Promise<string> =>
    String((await session.call('createContact', { json: { phoneNumber, name: 'Ana' } }, 201)).data['id']);
  const change = async (contactId: string, json: unknown, conflicts = false): Promise<void> => {
    const code = conflicts ? 'contact_exists' : undefined;
    await session.call('updateContact', { path: { contactId }, json }, conflicts ? 409 : 200, code);
    await session.call('getContact', { path: { contactId } }, 200);
  };
  const ana = await create(first);
  const bia = await create(second);
  // A form sends all that it shows, changed or not.
  await change(ana, { phoneNumber: first });
  await change(ana, { phoneNumber: first, name: 'Ana Paula' });
  await change(ana, { phoneNumber: third });
  const heir = await create(first);
  await change(ana, { phoneNumber: first }, true);
  await change(bia, { phoneNumber: third }, true);
  await change(heir, { phoneNumber: second }, true);
  await session.world.inbound({ phoneNumber: first, content: 'Sou de quem tem o número agora' });
  await session.world.inbound({ phoneNumber: third, content: 'E eu também' });
  await change(session.world.contactId, { phoneNumber: '+5531944440004' });
  await session.world.inbound({ phoneNumber: '+5511987654321', content: 'O número tem outro dono' });
  for (const search of [first, third, '+5511987654321']) {
    await session.call('listContacts', { query: { search } }, 200);
  }
  await session.call('listConversations', {}, 200);
  return session.result('numbers: kept, changed, and free for another once they were left');
}

/** An id in other letters is another id: at every operation, for each id that its path names. */
async function ids(context: CheckContext, session: Session): Promise<Result> {
  const receiver = await openReceiver(context.recorder);
  try {
    const hook = await session.call(
      'createWebhookEndpoint',
      { json: { url: receiver.url, events: ['message.sent'] } },
      201,
    );
    const webhookId = String(hook.data['id']);
    const tested = await session.call('testWebhookEndpoint', { path: { webhookId } }, 200);
    const { contactId, conversationId } = session.world;
    const known: Identifiers = {
      contactId,
      conversationId,
      webhookId,
      deliveryId: String(tested.data['id']),
    };
    await session.call('getContact', {}, 200);
    await session.call('getWebhookEndpoint', { path: { webhookId } }, 200);
    for (const { id, parameters, body } of subjects) {
      for (const { name, in: where } of parameters) {
        if (where !== 'path') continue;
        const path = { ...known, [name]: inOtherLetters(known[name as keyof typeof known]) };
        await session.call(id, { path, json: body?.examples[0]?.value }, 404, 'not_found');
      }
    }
    return session.result('ids: in other letters they name nothing');
  } finally {
    receiver.close();
  }
}

function inOtherLetters(id: string): string {
  return Array.from(id, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  ).join('');
}
