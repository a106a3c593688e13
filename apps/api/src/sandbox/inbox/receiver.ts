import { consoleLimits } from '@atteny/contract';
import type { InboxAnswer, InboxDelivery } from '@atteny/contract/console';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { worldRows } from '../worlds/world.ts';
import type { Inboxes } from './inbox.ts';

export interface InboxReceiverDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly inboxes: Inboxes;
}

const address = /^\/inbox\/([A-Za-z0-9_-]{1,64})$/;
const mostHeaders = 100;
const longestBody = 65_536;

/** Where the inbox of a world receives. */
export function inboxPath(worldId: string): string {
  return `/inbox/${worldId}`;
}

const statuses: Record<Exclude<InboxAnswer, 'NEVER'>, number> = {
  OK: 200,
  SERVER_ERROR: 500,
  GONE: 410,
  SLOW: 200,
};

/** Receives webhooks as a stranger's server would, and answers what was chosen. */
export function inboxReceiver({ database, clock, inboxes }: InboxReceiverDependencies): RequestHandler {
  return async (request, response, next) => {
    const [, worldId] = address.exec(request.exchange.target.path) ?? [];
    if (worldId === undefined || request.method !== 'POST') return next();
    if ((await worldRows(database.kysely, worldId, clock)) === undefined) return next();
    const answer = inboxes.take(worldId, headersOf(request), await textOf(request));
    if (answer === 'NEVER') return undefined;
    const wait = answer === 'SLOW' ? consoleLimits.inboxSlowSeconds * 1000 : 0;
    const timer = setTimeout(() => response.status(statuses[answer]).end(answer), wait);
    response.once('close', () => clearTimeout(timer));
    return undefined;
  };
}

function headersOf({ headers }: IncomingMessage): InboxDelivery['headers'] {
  return Object.fromEntries(
    Object.entries(headers)
      .slice(0, mostHeaders)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (length < longestBody) chunks.push(chunk);
    length += chunk.length;
  }
  const start = Buffer.concat(chunks).subarray(0, longestBody);
  // A character cut in two by the limit is left out.
  return new TextDecoder().decode(start, { stream: true });
}
