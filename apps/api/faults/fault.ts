import type { IncomingMessage } from 'node:http';
import type { GuardedRequest } from '../src/webhooks/guarded-request/guarded-client.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- faults damage bodies of every shape
export type Damaged = any;

/** A reply on its way out, as a fault may change it. */
export interface Reply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The parsed body, or its text when it is no JSON. */
  body: Damaged;
}

/** What a fault knows of the request that a reply answers. */
export interface Asked {
  method: string;
  /** Path behind the base path, without the query. */
  path: string;
  query: URLSearchParams;
}

/** One planted fault: a promise of the contract that the server breaks while it is switched on. */
export interface Fault {
  name: string;
  /** Check of the contract suite that ought to find it; it is merely run first. */
  check: string;
  /** Damages a request before the server sees it. */
  request?: (request: IncomingMessage) => void;
  /** Damages a reply before the client sees it. */
  reply?: (reply: Reply, asked: Asked) => void;
  /** Damages a delivery before the receiver sees it; several are sent one after the other, none pretends a 200. */
  guardedRequest?: (guardedRequest: GuardedRequest, attempt: number) => GuardedRequest[];
}
