import type { OperationId } from '@atteny/contract';
import { subjects, type Subject } from '../contract/catalog.ts';
import type { Violation } from '../conformance/violation.ts';
import type { Exchange } from '../target/exchange.ts';
import { compose } from '../target/compose.ts';
import type { World } from '../target/worlds.ts';
import { ask, expectReply, type Check, type CheckContext } from './check.ts';

interface Item {
  id: string;
  [property: string]: unknown;
}
interface Page {
  data: Item[];
  meta: { total: number; page: number; limit: number };
}

/** What a list is ordered by, newest first, and which filters it takes, read from its items. */
const lists: Partial<
  Record<
    OperationId,
    { newest: (item: Item) => unknown; filters: [query: string, keeps: (item: Item) => boolean][] }
  >
> = {
  listContacts: {
    newest: (item) => item['createdAt'],
    filters: [
      ['search=joao', (item) => plain(item['name']).includes('joao')],
      ['search=JO%C3%83', (item) => plain(item['name']).includes('joa')],
      ['search=batista+li', (item) => plain(item['name']).includes('batista li')],
      ['search=97654321', (item) => String(item['phoneNumber']).includes('97654321')],
      [
        'search=ma',
        (item) =>
          plain(item['name'])
            .split(' ')
            .some((word) => word.startsWith('ma')) || /^\+?ma/.test(String(item['phoneNumber'])),
      ],
      ['search=zzzz', () => false],
    ],
  },
  listConversations: {
    newest: (item) => (item['lastMessage'] as { createdAt?: unknown } | null)?.createdAt ?? item['createdAt'],
    filters: (['OPEN', 'PENDING', 'CLOSED'] as const).map((status) => [
      `status=${status}`,
      (item: Item) => item['status'] === status,
    ]),
  },
  listMessages: { newest: (item) => item['createdAt'], filters: [] },
  listWebhookEndpoints: { newest: (item) => item['createdAt'], filters: [] },
};

/** Pages: order, totals, no item twice, filters that filter, and the page past the end. */
export const pages: Check = {
  name: 'lists',
  title: 'lists keep their order, totals and filters over every page',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to fill a list of its own'),
  async *run(context) {
    const world = await context.worlds?.create();
    if (!world) return;
    await fill(context, world);
    for (const subject of subjects) {
      const list = lists[subject.id];
      if (!list) continue;
      const all = await walk(context, world, subject, 100);
      yield {
        name: `${subject.id} in one page`,
        violations: [...all.violations, ...order(subject, all.exchange, all.items, list.newest)],
      };
      const small = await walk(context, world, subject, 3);
      const same = small.items.map(({ id }) => id).join() === all.items.map(({ id }) => id).join();
      yield {
        name: `${subject.id} by threes`,
        violations: [
          ...small.violations,
          ...(same
            ? []
            : [
                violation(
                  subject,
                  small.exchange,
                  'pages',
                  'the pages do not add up to the whole list in its order',
                ),
              ]),
        ],
      };
      const past = await page(context, world, subject, `page=1000&limit=3`);
      const empty = past.page.data.length === 0 && past.page.meta.total === all.items.length;
      yield {
        name: `${subject.id} past the end`,
        violations: [
          ...past.violations,
          ...(empty
            ? []
            : [
                violation(
                  subject,
                  past.exchange,
                  'pages',
                  'a page past the end must be empty and keep the total',
                ),
              ]),
        ],
      };
      for (const [query, keeps] of list.filters) {
        const filtered = await page(context, world, subject, `${query}&limit=100`);
        const expected = all.items.filter(keeps).map(({ id }) => id);
        const got = filtered.page.data.map(({ id }) => id);
        const right = expected.join() === got.join() && filtered.page.meta.total === expected.length;
        yield {
          name: `${subject.id} ?${query}`,
          violations: [
            ...filtered.violations,
            ...(right
              ? []
              : [
                  violation(
                    subject,
                    filtered.exchange,
                    'filter',
                    `${got.length} items (total ${filtered.page.meta.total}) instead of ${expected.length}`,
                  ),
                ]),
          ],
        };
      }
    }
  },
};

const names = [
  'João Batista Lima',
  'Joana Prado',
  'Ana María Peña',
  'Márcia Souza',
  null,
  'Zé da Esquina',
  'Conceição Lima',
  'MARIA DO CARMO',
];

async function fill(context: CheckContext, world: World): Promise<void> {
  const create = subjects.find(({ id }) => id === 'createContact') as Subject;
  for (const [index, name] of names.entries()) {
    const phoneNumber = `+55219765432${10 + index}`;
    await context.send(
      compose(create, { key: world.key, json: { phoneNumber, ...(name !== null && { name }) } }),
    );
    await world.inbound({ phoneNumber, content: `Mensagem ${index}` });
  }
  for (let index = 0; index < 6; index++) {
    await world.inbound({ phoneNumber: '+5511987654321', content: `De novo ${index}` });
  }
  const hook = subjects.find(({ id }) => id === 'createWebhookEndpoint') as Subject;
  for (let index = 0; index < 5; index++) {
    await context.send(
      compose(hook, {
        key: world.key,
        json: { url: `https://93.184.215.14/${index}`, events: ['message.sent'] },
      }),
    );
  }
}

async function walk(
  context: CheckContext,
  world: World,
  subject: Subject,
  limit: number,
): Promise<{ items: Item[]; violations: Violation[]; exchange: Exchange }> {
  const items: Item[] = [];
  const violations: Violation[] = [];
  for (let number = 1; ; number++) {
    const one = await page(context, world, subject, `page=${number}&limit=${limit}`);
    violations.push(...one.violations);
    items.push(...one.page.data);
    if (one.page.data.length < limit) {
      if (items.length !== one.page.meta.total) {
        violations.push(
          violation(subject, one.exchange, 'total', `total ${one.page.meta.total} of ${items.length} items`),
        );
      }
      return { items, violations, exchange: one.exchange };
    }
    // A server that gives the same page for ever would never end the walk.
    if (items.length > one.page.meta.total) {
      const told = `${items.length} items after page ${number}, of a total of ${one.page.meta.total}`;
      violations.push(violation(subject, one.exchange, 'pages', told));
      return { items, violations, exchange: one.exchange };
    }
  }
}

async function page(
  context: CheckContext,
  world: World,
  subject: Subject,
  query: string,
): Promise<{ page: Page; violations: Violation[]; exchange: Exchange }> {
  const request = compose(subject, { key: world.key, path: { conversationId: world.conversationId } });
  const { exchange, violations } = await ask(context, subject, {
    ...request,
    path: `${request.path}?${query}`,
  });
  const body = exchange.response.json as Partial<Page> | undefined;
  const asked = new URLSearchParams(query);
  const whole: Page = { data: body?.data ?? [], meta: body?.meta ?? { total: -1, page: -1, limit: -1 } };
  const echoes = (['page', 'limit'] as const).filter(
    (name) => asked.has(name) && String(whole.meta[name]) !== asked.get(name),
  );
  const wrong = echoes.map((name) =>
    violation(
      subject,
      exchange,
      'meta',
      `meta.${name} is ${whole.meta[name]} where ${asked.get(name)} was asked`,
    ),
  );
  return {
    page: whole,
    exchange,
    violations: [...violations, ...expectReply(subject, exchange, 200), ...wrong],
  };
}

function order(
  subject: Subject,
  exchange: Exchange,
  items: Item[],
  newest: (item: Item) => unknown,
): Violation[] {
  const keys = items.map((item) => String(newest(item)));
  const sorted = keys.every((key, index) => index === 0 || (keys[index - 1] as string) >= key);
  return sorted ? [] : [violation(subject, exchange, 'order', 'the items are not newest first')];
}

function violation(subject: Subject, exchange: Exchange, rule: string, message: string): Violation {
  return { rule, message, operationId: subject.id, exchange };
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase() : '';
}
