import type { Attempted } from './attempt.ts';
import type { AnyOptions, Call } from './call.ts';

/** A reply that carries one page. */
export interface PageReply extends Attempted {
  data: readonly { id?: unknown }[];
  meta: { total: number; page: number; limit: number };
}

/** The pages of a list, each asked for when it is wanted; rejects as the call does. */
export async function* pagesOf(
  call: Call,
  path: string,
  options: AnyOptions = {},
): AsyncGenerator<PageReply, void, undefined> {
  const query = { ...options.params?.query } as { page?: number };
  for (let page = query.page ?? 1; ; page += 1) {
    const reply = (await call('GET', path, {
      ...options,
      params: { ...options.params, query: { ...query, page } },
    })) as PageReply;
    yield reply;
    const { total, limit } = reply.meta;
    if (reply.data.length === 0 || page * limit >= total) {
      return;
    }
  }
}

/**
 * The elements of all pages. What is written during the reading pushes elements on to the next page: those that the
 * page before already gave are left out.
 */
export async function* itemsOf(pages: AsyncGenerator<PageReply>): AsyncGenerator<unknown, void, undefined> {
  let before = new Set<unknown>();
  for await (const { data } of pages) {
    for (const item of data) {
      if (!before.has(item.id)) {
        yield item;
      }
    }
    before = new Set(data.map(({ id }) => id));
  }
}
