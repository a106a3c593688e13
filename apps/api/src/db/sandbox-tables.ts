import type { WorldSeed } from '@atteny/contract/console';
import type { GeneratedAlways } from 'kysely';

export interface WorldsTable {
  id: string;
  organization_id: string;
  /** The key that the world was born with. */
  key_id: string;
  seed: WorldSeed;
  /** How its organization was set up, to begin anew from: JSON of WorldOrigin. */
  origin: string;
  /** The instant that it began at, world time; null: the real one. */
  start_at: number | null;
  /** Real time. */
  created_at: number;
}

export interface JournalRequestsTable {
  seq: GeneratedAlways<number>;
  organization_id: string;
  /** World time. */
  at: number;
  operation_id: string;
  request_id: string | null;
  status: number;
  /** JSON of JournalRequest, secrets redacted. */
  entry: string;
}

export interface SandboxTables {
  worlds: WorldsTable;
  journal_requests: JournalRequestsTable;
}
