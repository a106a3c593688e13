import { type Compilable, type SelectQueryBuilder, sql } from 'kysely';
import type { Executor } from './database.ts';

/** Which part of a list is wanted. */
export interface Page {
  /** From 1. */
  readonly page: number;
  /** Items a page. */
  readonly limit: number;
}

/** A part of a list, and how many items the whole list has. */
export interface Listing<T> {
  readonly items: T[];
  readonly total: number;
}

/** How many items stand before a page. */
export function offsetOf({ page, limit }: Page): number {
  return (page - 1) * limit;
}

/** A page of what a query finds, newest first, and how many it finds. */
export async function newestFirst<Tables, From extends keyof Tables, Row>(
  found: SelectQueryBuilder<Tables, From, Row>,
  page: Page,
): Promise<Listing<Row>> {
  const items = await found
    .orderBy(sql.ref('created_at'), 'desc')
    .orderBy(sql.ref('id'), 'desc')
    .limit(page.limit)
    .offset(offsetOf(page))
    .execute();
  const counted = found.clearSelect().select((select) => select.fn.countAll<number>().as('total'));
  const { total } = (await counted.executeTakeFirstOrThrow()) as { total: number };
  return { items, total };
}

/** How many rows a query finds, counted no further than `most`: a list of millions opens as fast as a short one. */
export async function countUpTo<Row>(
  most: number,
  db: Executor,
  // oxlint-disable-next-line typescript/no-explicit-any -- whichever tables it is of
  query: SelectQueryBuilder<any, any, Row> & Compilable,
): Promise<number> {
  const { total } = await db
    .selectFrom(query.limit(most).as('counted'))
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
