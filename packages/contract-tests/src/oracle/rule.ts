import type { ErrorCode } from '@atteny/contract';
import type { Response } from '../target/exchange.ts';
import type { Asked } from './request.ts';
import { Unknown } from './template.ts';
import type { Moment, World } from './world.ts';

/** What an operation answers, once it is reached. */
export type Answer =
  | {
      status: number;
      data: unknown;
      meta?: unknown;
      /** The world after the reply. */
      next?: (response: Response) => World;
    }
  | { status: number; code: ErrorCode; places?: readonly string[] };

/** What the model knows of one operation. */
export interface Rule {
  /** The parameters and body properties that it heeds; what the contract names beyond these nothing observes. */
  parameters: readonly string[];
  properties: readonly string[];
  /** One answer, or several where the model cannot know which. */
  answer(world: World, asked: Asked, moment: Moment): Answer | readonly Answer[];
}

export const notFound: Answer = { status: 404, code: 'not_found' };

/** The data of a reply that was as expected. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows what was expected
export function dataOf<T>(response: Response): T {
  return (response.json as { data: T }).data;
}

/** Where a list begins and ends for what was asked. */
export function pageOf({ query }: Asked): { page: number; limit: number; from: number; to: number } {
  const page = Number(query['page'] ?? '1');
  const limit = Number(query['limit'] ?? '20');
  return { page, limit, from: (page - 1) * limit, to: page * limit };
}

/** The part of a whole list that was asked for, under its envelope. */
export function listed(
  asked: Asked,
  items: readonly unknown[],
  next?: (response: Response) => World,
): Answer {
  const { page, limit, from, to } = pageOf(asked);
  const meta = { total: items.length, page, limit };
  return { status: 200, data: items.slice(from, to), meta, ...(next && { next }) };
}

/** Any text that is not empty: prose, which may be worded anew. */
export const prose = new Unknown(
  (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : 'is no text'),
  'Uma frase.',
);
