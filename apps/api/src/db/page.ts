import type { Compilable, SelectQueryBuilder } from 'kysely';
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
