import type { Operation } from '@atteny/contract';
import type { KeyIdentity, Organization } from '../organizations/organization.ts';

/** What is known of one request while it passes through the middleware. */
export interface Exchange {
  readonly requestId: string;
  /** Real time at which the request came, in milliseconds. */
  readonly startedAt: number;
  /** Path and query as they were sent, without an origin. */
  readonly target: string;
  contract?: 'public' | 'console';
  operation?: Operation;
  /** Decoded path parameters. */
  params: Record<string, string>;
  /** Set as soon as the credentials are accepted. */
  key?: KeyIdentity;
  organization?: Organization;
  /** Whether the quota's headers are on the reply already. */
  quotaShown?: boolean;
  /** The body's bytes as they came. */
  rawBody?: Buffer;
  /** The reply's body, kept for whoever watches exchanges. */
  replied?: unknown;
}

declare global {
  // The way in which Express lets a request carry more.
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Request {
      exchange: Exchange;
    }
  }
}
