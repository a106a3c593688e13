import type { IncomingMessage } from 'node:http';
import { consoleLimits } from '@atteny/contract';
import { consoleDocument, numberAt } from '@atteny/contract/documents';
import type { Inbox, InboxAnswer, InboxDelivery } from '@atteny/contract/console';
import type { RequestHandler } from 'express';
import { type Clock, instant } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Database } from '../db/database.ts';
import { offsetOf } from '../db/page.ts';
import { failure } from '../failures.ts';
import type { ConsoleHandlers } from '../operation-handler.ts';
import { worldRows } from './worlds/world.ts';

interface KeptInbox {
  answer: InboxAnswer;
  arrived: InboxDelivery[];
}

/** A receiver for each world, kept in memory: what arrived, newest first, and how the next delivery is answered. */
export function createInboxes(clock: Clock) {
  const inboxes = new Map<string, KeptInbox>();

  function inboxOf(worldId: string): KeptInbox {
    let inbox = inboxes.get(worldId);
    if (inbox === undefined) {
      inbox = { answer: 'OK', arrived: [] };
      inboxes.set(worldId, inbox);
    }
    return inbox;
  }

  return {
    answerOf: (worldId: string): InboxAnswer => inboxOf(worldId).answer,

    /** Chooses how what comes is answered. */
    choose(worldId: string, answer: InboxAnswer): void {
      inboxOf(worldId).answer = answer;
    },

    /** Keeps what arrived and says how to answer it. */
    take(worldId: string, headers: InboxDelivery['headers'], body: string): InboxAnswer {
      const inbox = inboxOf(worldId);
      const receivedAt = instant(clock.now());
      inbox.arrived.unshift({ id: newId('inb'), receivedAt, headers, body, answer: inbox.answer });
      inbox.arrived.length = Math.min(inbox.arrived.length, consoleLimits.inboxDeliveries);
      return inbox.answer;
    },

    arrived: (worldId: string): readonly InboxDelivery[] => inboxOf(worldId).arrived,

    /** Forgets what arrived, and says how much it was. */
    empty(worldId: string): number {
      return inboxOf(worldId).arrived.splice(0).length;
    },
  };
}

export type Inboxes = ReturnType<typeof createInboxes>;

interface InboxReceiverDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly inboxes: Inboxes;
}

const address = /^\/inbox\/([A-Za-z0-9_-]{1,64})$/;
const mostHeaders = numberAt(consoleDocument, 'JournalHeaders', 'maxProperties');
const longestBody = numberAt(consoleDocument, 'InboxDelivery', 'properties', 'body', 'maxLength');

/** Where the inbox of a world receives. */
function inboxPath(worldId: string): string {
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

type Operations = 'getInbox' | 'updateInbox' | 'listInboxDeliveries' | 'deleteInboxDeliveries';

interface InboxHandlerDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly inboxes: Inboxes;
  /** Where this server is reached from this machine. */
  readonly origin: () => string;
}

export function inboxHandlers({
  database,
  clock,
  inboxes,
  origin,
}: InboxHandlerDependencies): ConsoleHandlers<Operations> {
  const exists = async (worldId: string) => (await worldRows(database.kysely, worldId, clock)) !== undefined;
  const shown = (worldId: string): Inbox => ({
    url: origin() + inboxPath(worldId),
    answer: inboxes.answerOf(worldId),
  });
  return {
    async getInbox({ params: { worldId } }) {
      if (!(await exists(worldId))) return failure('notFound');
      return { status: 200, body: { success: true, data: shown(worldId) } };
    },

    async updateInbox({ params: { worldId }, body: { answer } }) {
      if (!(await exists(worldId))) return failure('notFound');
      inboxes.choose(worldId, answer);
      return { status: 200, body: { success: true, data: shown(worldId) } };
    },

    async listInboxDeliveries({ params: { worldId }, query: { page, limit } }) {
      if (!(await exists(worldId))) return failure('notFound');
      const arrived = inboxes.arrived(worldId);
      const from = offsetOf({ page, limit });
      const data = arrived.slice(from, from + limit);
      const meta = { total: arrived.length, page, limit };
      return { status: 200, body: { success: true, data, meta } };
    },

    async deleteInboxDeliveries({ params: { worldId } }) {
      if (!(await exists(worldId))) return failure('notFound');
      return { status: 200, body: { success: true, data: { deleted: inboxes.empty(worldId) } } };
    },
  };
}
