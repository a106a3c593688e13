import type { OperationId } from '@atteny/contract';
import { openFullEndpoint } from './full-endpoint.ts';
import { Session } from './session.ts';
import type { Check, CheckContext, Result } from './check.ts';

/** More than one page of 50, and not a round number. */
const size = { contacts: 117, conversations: 54, messages: 108 };
/** How many contacts are made at once: some of them share an instant, and stand in the order of their ids. */
const atOnce = 9;

const names = [
  'João Batista Lima',
  'Zélia d’Ávila',
  'ANA MARÍA PEÑA',
  '100% Pão & Cia',
  'sub_linha',
  'Ção <b>Padaria</b>',
  'José Ação',
  'João Decomposto'.normalize('NFD'),
  'Привет Мир',
  `Comprida ${'palavra '.repeat(13)}fim`,
  null,
];
const searches = [
  'a',
  'jo',
  'JO',
  'ao',
  'João',
  'JOAO',
  'maria',
  'MARÍA',
  'ção',
  'cao',
  '%',
  '_',
  '100%',
  'b_l',
  'sub_',
  '&',
  '<b>',
  '+5',
  '+55',
  '+5531',
  '55',
  '5531',
  '9000',
  '0001',
  '1',
  'zz',
  'não há',
  "d'",
  'd’',
  ' ',
  'jo ',
  'a b',
  '\\',
  '\\%',
  '"',
  'João'.normalize('NFD'),
  'decomposto',
  'привет',
  'МИР',
  'ми',
  'palavra '.repeat(12) + 'pala',
  'ã'.repeat(100),
];
const pages = [
  '',
  'limit=100',
  'limit=1',
  'limit=51',
  'limit=60',
  'page=2',
  'page=2&limit=50',
  'page=2&limit=100',
  'page=3&limit=33',
  'page=99&limit=7',
  'limit=20&page=1',
  'inventado=1',
];

/** A world with more than one page of everything: every page, filter and search of every list is what the world holds. */
export const fullWorld: Check = {
  name: 'full world',
  title: 'a world of more than one page shows in every list what was written into it, and nothing else',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to fill a world of its own'),
  async *run(context) {
    if (!context.worlds) return;
    const session = new Session(context, await context.worlds.create());
    const endpoint = await openFullEndpoint(context, session);
    try {
      yield await filled(context, session);
      yield* listed(context, session);
      yield await endpoint.listed(size.messages);
      yield await changed(session);
      yield* listed(context, session);
    } finally {
      endpoint.close();
    }
  },
};

async function filled(context: CheckContext, session: Session): Promise<Result> {
  const { world } = session;
  await each(size.contacts / atOnce, (group) =>
    Promise.all(
      Array.from({ length: atOnce }, async (_none, nth) => {
        const index = group * atOnce + nth;
        const name = names[index % names.length] ?? null;
        await session.call(
          'createContact',
          { json: { phoneNumber: phone(index), ...(name !== null && { name }) } },
          201,
        );
      }),
    ),
  );
  const types = ['TEXT', 'IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT'] as const;
  for (let index = 0; index < size.conversations; index += 1) {
    const type = types[index % types.length] ?? 'TEXT';
    const media =
      type === 'TEXT'
        ? {}
        : { mediaUrl: `https://midia.example/${index}?a=1&b=%222%22`, mediaType: 'image/png' };
    await world.inbound({
      phoneNumber: phone(index),
      content: `Olá ${index} <b>&</b> "ção" ${'á'.repeat(index * 7)}`,
      type,
      ...media,
    });
  }
  await each(size.messages, async (index) => {
    const type = types[index % types.length] ?? 'TEXT';
    const media =
      type === 'TEXT'
        ? {}
        : {
            mediaUrl: `https://midia.example/${index}.pdf`,
            ...(index % 2 === 0 && { mediaType: 'application/pdf' }),
          };
    await session.call(
      'sendMessage',
      {
        json: {
          content: `${' '.repeat(index % 3)}Mensagem ${index} <i>'&'</i>\r\n${'texto longo '.repeat(index % 30)}.\n`,
          type,
          ...media,
        },
      },
      201,
    );
  });
  const known = [...(context.recorder.model.worlds.get(world.id)?.conversations.values() ?? [])];
  for (const [index, { id }] of known.entries()) {
    if (index % 3 > 0) await world.mark(id, index % 3 === 1 ? 'PENDING' : 'CLOSED');
  }
  return session.result(
    `${size.contacts} contacts, ${size.conversations} conversations, ${size.messages} messages`,
  );
}

async function* listed(context: CheckContext, session: Session): AsyncGenerator<Result> {
  const queries: [OperationId, string[]][] = [
    [
      'listContacts',
      [
        ...pages,
        ...searches.map((search) => `limit=100&search=${encodeURIComponent(search)}`),
        'search=a&limit=3&page=2',
      ],
    ],
    [
      'listConversations',
      [
        ...pages,
        ...['OPEN', 'PENDING', 'CLOSED'].flatMap((status) => [
          `status=${status}`,
          `status=${status}&limit=5&page=2`,
        ]),
      ],
    ],
    ['listMessages', pages],
  ];
  for (const [id, all] of queries) {
    for (const query of all) await session.ask(id, query, 200);
    yield session.result(`${id}: every page, size and filter of a full list, in order and with its total`);
  }
  const world = context.recorder.model.worlds.get(session.world.id);
  for (const { id } of [...(world?.contacts.values() ?? [])].slice(0, 12)) {
    await session.call('getContact', { path: { contactId: id } }, 200);
  }
  for (const { id } of [...(world?.conversations.values() ?? [])].slice(0, 12)) {
    await session.call('listMessages', { path: { conversationId: id } }, 200);
  }
  yield session.result('each by itself is what it is in the list');
}

/** What is renamed and answered shows everywhere. */
async function changed(session: Session): Promise<Result> {
  const { data: list } = await session.call('listContacts', { query: { limit: 100 } }, 200);
  const contacts = list as unknown as { id: string; name: string | null }[];
  for (const [index, { id }] of contacts.slice(0, 6).entries()) {
    await session.call(
      'updateContact',
      {
        path: { contactId: id },
        json: index % 2 === 0 ? { name: `Nome novo ${index}` } : { phoneNumber: `+4479000000${10 + index}` },
      },
      200,
    );
    await session.call('getContact', { path: { contactId: id } }, 200);
  }
  await session.call('updateContact', { json: { name: 'Maria Outra' } }, 200);
  await session.call('sendMessage', { json: { content: 'Depois de mudar de nome' } }, 201);
  await session.world.inbound({ phoneNumber: '+5511987654321', name: 'Não vale', content: 'Resposta' });
  return session.result('what changes shows everywhere');
}

const phone = (index: number): string => `+553190000${String(index).padStart(4, '0')}`;

/** One after the other. */
async function each(count: number, make: (index: number) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < count; index += 1) await make(index);
}
