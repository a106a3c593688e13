import type { Generated, GeneratedAlways } from 'kysely';
import type { components } from '@atteny/contract/public';
import type { Scope } from '@atteny/contract';
import type { ConsoleTables, SandboxTables } from './console-tables.ts';
import type { WebhookTables } from './webhook-tables.ts';

type Schemas = components['schemas'];

// Instants are milliseconds since the epoch; yes and no are 1 and 0, as both databases have them.
export type Flag = 0 | 1;

export interface OrganizationsTable {
  id: string;
  name: string;
  slug: string;
  plan_name: string;
  has_api: Flag;
  has_webhooks: Flag;
  /** Requests a minute for each key of the organization; null: the contract's. */
  rate_limit: number | null;
  /** Requests a month; null: unlimited. */
  monthly_quota: number | null;
  /** World time minus real time, in milliseconds; only grows. */
  clock_offset_ms: Generated<number>;
  contact_total: Generated<number>;
  created_at: number;
}

export interface KeysTable {
  id: string;
  organization_id: string;
  name: string;
  prefix: string;
  /** SHA-256 of the whole key, in hexadecimal. */
  digest: string;
  /** JSON array of Scope. */
  scopes: string;
  /** Requests a minute; null: the plan's. */
  rate_limit: number | null;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  /** World time, written some seconds late. */
  last_used_at: number | null;
  /** The key that this one came to replace. */
  rolled_from: string | null;
}

export interface ContactsTable {
  seq: GeneratedAlways<number>;
  organization_id: string;
  id: string;
  phone_number: string;
  name: string | null;
  /** Name and number as search sees them: see contacts/search.ts. */
  search_text: string;
  created_at: number;
  updated_at: number;
}

export interface ContactPrefixesTable {
  organization_id: string;
  prefix: string;
  created_at: number;
  contact_id: string;
}

export interface ConversationsTable {
  organization_id: string;
  id: string;
  contact_id: string;
  status: Schemas['ConversationStatus'];
  message_total: Generated<number>;
  last_message_id: string | null;
  last_message_at: number;
  created_at: number;
  updated_at: number;
}

export interface ConversationTotalsTable {
  organization_id: string;
  status: Schemas['ConversationStatus'];
  total: number;
}

export interface MessagesTable {
  organization_id: string;
  id: string;
  conversation_id: string;
  direction: Schemas['MessageDirection'];
  type: Schemas['MessageType'];
  content: string;
  media_url: string | null;
  media_type: string | null;
  created_at: number;
}

export interface IdempotencyTable {
  organization_id: string;
  idempotency_key: string;
  /** SHA-256 of the operation, its path and its body, in hexadecimal. */
  fingerprint: string;
  status: number;
  /** The body of the first reply, JSON. */
  body: string;
  created_at: number;
}

/** SQLite only: the trigram index over contacts.search_text. */
export interface ContactSearchTable {
  rowid: number;
  search_text: string;
  contact_search: string;
}

export interface Tables extends WebhookTables, SandboxTables, ConsoleTables {
  organizations: OrganizationsTable;
  keys: KeysTable;
  contacts: ContactsTable;
  contact_prefixes: ContactPrefixesTable;
  contact_search: ContactSearchTable;
  conversations: ConversationsTable;
  conversation_totals: ConversationTotalsTable;
  messages: MessagesTable;
  idempotency: IdempotencyTable;
}

export type { Scope };
