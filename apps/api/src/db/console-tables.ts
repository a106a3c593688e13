import type { AuditActorKind, SessionKind, SessionRole, WorldSeed } from '@atteny/contract/console';
import type { GeneratedAlways } from 'kysely';

/** Real time in all of these but the audit log, whose instants are those of its organization's clock. */
export interface ConsoleSessionsTable {
  id: string;
  /** SHA-256 of the cookie's value, in hexadecimal. */
  digest: string;
  kind: SessionKind;
  role: SessionRole;
  /** The one organization that it sees; null: all. */
  organization_id: string | null;
  user_agent: string | null;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  revoked_at: number | null;
}

export interface SignInCodesTable {
  digest: string;
  kind: SessionKind;
  role: SessionRole;
  organization_id: string | null;
  expires_at: number;
}

export interface AuditEntriesTable {
  organization_id: string;
  id: string;
  at: number;
  operation_id: string;
  actor_kind: AuditActorKind;
  actor_id: string | null;
  target_id: string | null;
  target_name: string | null;
  request_id: string;
}

export interface UsageDaysTable {
  organization_id: string;
  /** Such as `2026-03-16`, by the organization's clock. */
  date: string;
  successes: number;
  client_errors: number;
  rate_limited: number;
  server_errors: number;
}

export interface ConsoleTables {
  console_sessions: ConsoleSessionsTable;
  sign_in_codes: SignInCodesTable;
  audit_entries: AuditEntriesTable;
  usage_days: UsageDaysTable;
}

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
