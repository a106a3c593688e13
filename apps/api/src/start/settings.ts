import { basePath, delivery } from '@atteny/contract';
import type { AllowedCallers } from '@atteny/request-reading';
import type { DashboardSettings } from '../dashboard/pages.ts';

/** Where the data stands. */
export type Storage =
  | { readonly kind: 'memory' }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Everything that a process of the server is told from outside. */
export interface Settings {
  readonly mode: 'sandbox' | 'production';
  readonly host: string;
  readonly port: number;
  readonly storage: Storage;
  /** Where minutes are counted instead of in PostgreSQL; null: not. */
  readonly redisUrl: string | null;
  /** What the console has to present; null: a new one, printed. */
  readonly consoleToken: string | null;
  /** Seals the webhook secrets, base64 of 32 bytes, and after it keys that only open; null: kept in the data folder. */
  readonly secretsKey: string | null;
  /** Address of the metrics; null: none. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly logLevel: string;
  /** Address of the documentation, with a slash at its end, for a sandbox's root and the dashboard; null: unknown. */
  readonly docs: string | null;
  /** Which replies are held against the contract; a sandbox takes all. */
  readonly validateReplies: 'all' | 'sample';
  /** Who may call a sandbox, beside the pages and programs of this machine. */
  readonly allowedCallers: AllowedCallers;
  /** The dashboard to serve; null: none. */
  readonly dashboard: DashboardSettings | null;
  /** How many days deliveries that are over stay. */
  readonly keepDeliveriesDays: number;
  /** Empty the data folder first. */
  readonly reset: boolean;
}

/** Base URL of the public API of a server at a port of this machine. */
export function localBaseUrl(port: number): string {
  return `http://127.0.0.1:${port}${basePath}`;
}

/** A sandbox in memory at any free port, silent, every reply held against the contract: for tests and libraries. */
export const sandboxInMemory: Settings = {
  mode: 'sandbox',
  host: 'localhost',
  port: 0,
  storage: { kind: 'memory' },
  redisUrl: null,
  consoleToken: null,
  secretsKey: null,
  metrics: null,
  logLevel: 'silent',
  docs: null,
  validateReplies: 'all',
  allowedCallers: { hosts: [], origins: [] },
  keepDeliveriesDays: delivery.retentionDays,
  dashboard: null,
  reset: false,
};
