import type { ConsoleHandlers } from '../../handler.ts';
import { failure } from '../../failures.ts';
import { millisecondsOf } from '../../clock.ts';
import type { SandboxDependencies } from '../dependencies.ts';
import { worldRows } from '../worlds/world.ts';
import { deliveryJournal } from '../../webhooks/deliveries/journal.ts';
import { requestJournal } from './requests.ts';

type Operations = 'listJournalRequests' | 'listJournalDeliveries';

export function journalHandlers({ database, clock, live }: SandboxDependencies): ConsoleHandlers<Operations> {
  return {
    async listJournalRequests({ params: { worldId }, query: { page, limit, since, until, ...filter } }) {
      const rows = await worldRows(database.kysely, worldId, clock);
      if (!rows) return failure('notFound');
      await live.journalFlushed();
      const wanted = { ...filter, since: instantOf(since), until: instantOf(until) };
      const { items, total } = await requestJournal(database).list(rows.organization.id, wanted, {
        page,
        limit,
      });
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },

    async listJournalDeliveries({ params: { worldId }, query: { page, limit, since, ...filter } }) {
      const rows = await worldRows(database.kysely, worldId, clock);
      if (!rows) return failure('notFound');
      const wanted = { ...filter, since: instantOf(since) };
      const { items, total } = await deliveryJournal(database, rows.organization.id).list(wanted, {
        page,
        limit,
      });
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },
  };
}

function instantOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : millisecondsOf(text);
}
