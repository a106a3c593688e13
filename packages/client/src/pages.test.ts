import { publicOperations } from '@atteny/contract';
import type { paths } from '@atteny/contract/public';
import { expect, test } from 'vitest';
import { clientIn } from './client.ts';
import type { ListPath } from './operation-types.ts';
import { systemRuntime } from './runtime.ts';
import { apiKey, failureOf, refusal, success } from './context.fixture.ts';

/** A client of a list of so many elements; `arrivals` come in at its head before each page but the first. */
function listing({ total, arrivals = 0, failAt }: { total: number; arrivals?: number; failAt?: number }) {
  const asked: URLSearchParams[] = [];
  let ids = Array.from({ length: total }, (_, index) => `c${index}`);
  const client = clientIn(systemRuntime, {
    apiKey,
    baseUrl: 'http://sandbox.test',
    fetch: (address) => {
      const query = new URL(address).searchParams;
      const [page, limit] = [Number(query.get('page')), Number(query.get('limit') ?? 20)];
      if (page === failAt) {
        return Promise.resolve(refusal(402, 'quota_exceeded'));
      }
      if (asked.push(query) > 1) {
        ids = [...Array.from({ length: arrivals }, (_, index) => `new${asked.length}-${index}`), ...ids];
      }
      const data = ids.slice((page - 1) * limit, page * limit).map((id) => ({ id }));
      return Promise.resolve(success(data, {}, { total: ids.length, page, limit }));
    },
  });
  return { client, asked };
}

async function collect<Element>(elements: AsyncIterable<Element>): Promise<Element[]> {
  const collected: Element[] = [];
  for await (const element of elements) {
    collected.push(element);
  }
  return collected;
}

test.each([
  [0, 1],
  [1, 1],
  [20, 1],
  [21, 2],
  [60, 3],
])('a list of %i comes whole, in %i requests', async (total, requests) => {
  const { client, asked } = listing({ total });
  const contacts = await collect(client.items('/contacts'));
  expect(contacts.map(({ id }) => id)).toEqual(Array.from({ length: total }, (_, index) => `c${index}`));
  expect(asked).toHaveLength(requests);
});

test('pages carry what every reply carries, and keep the query', async () => {
  const { client, asked } = listing({ total: 5 });
  const pages = await collect(
    client.pages('/contacts', { params: { query: { limit: 2, search: 'maria' } } }),
  );
  expect(pages.map(({ data, meta }) => [data.length, meta.page])).toEqual([
    [2, 1],
    [2, 2],
    [1, 3],
  ]);
  expect(pages[0]?.requestId).toBe('req_1');
  expect(asked.map((query) => query.get('search'))).toEqual(['maria', 'maria', 'maria']);
});

test('reading begins at the page asked for', async () => {
  const { client } = listing({ total: 45 });
  const contacts = await collect(client.items('/contacts', { params: { query: { page: 3 } } }));
  expect(contacts.map(({ id }) => id)).toEqual(['c40', 'c41', 'c42', 'c43', 'c44']);
});

test('elements that arrivals push to the next page come once', async () => {
  const { client } = listing({ total: 50, arrivals: 3 });
  const ids = (await collect(client.items('/contacts'))).map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 50 }, (_, index) => `c${index}`));
});

test('a page is asked for only when it is wanted', async () => {
  const { client, asked } = listing({ total: 100 });
  for await (const { id } of client.items('/contacts')) {
    if (id === 'c25') {
      break;
    }
  }
  expect(asked).toHaveLength(2);
});

test('a failure in the middle is the failure of the loop', async () => {
  const { client } = listing({ total: 100, failAt: 3 });
  expect(await failureOf(collect(client.items('/contacts')))).toMatchObject({ name: 'QuotaExceededError' });
});

test('the lists that compile are exactly the lists of the contract', () => {
  const lists: Record<ListPath<paths>, true> = {
    '/contacts': true,
    '/conversations': true,
    '/conversations/{conversationId}/messages': true,
    '/webhooks': true,
    '/webhooks/{webhookId}/deliveries': true,
  };
  const declared = Object.values(publicOperations).flatMap(({ paginated, path }) =>
    paginated ? [path] : [],
  );
  expect(Object.keys(lists).toSorted()).toEqual(declared.toSorted());
});
