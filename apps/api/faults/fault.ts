import type { IncomingMessage } from 'node:http';
import type { AttemptOutcome } from '../src/webhooks/guarded-request/attempt-outcome.ts';
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
  /** The bearer key, or an empty text. */
  key: string;
  idempotencyKey: string | undefined;
}

/** One planted fault: a promise of the contract that the server breaks while it is switched on. */
export interface Fault {
  name: string;
  /** Check of the contract suite that ought to find it; it is merely run first. */
  check: string;
  /** Damages a request before the server sees it. */
  request?: (request: IncomingMessage) => void;
  /** Damages a reply before the client sees it. */
  reply?: (reply: Reply, asked: Asked) => void | boolean | Promise<void>;
  /** Told of requests to the console. */
  console?: (url: string) => void | boolean;
  /** Damages what is made of a receiver's answer. */
  outcome?: (outcome: AttemptOutcome) => AttemptOutcome;
  /** What waits are drawn from, from 0 up to 1. */
  random?: () => number;
  /** Switched on. */
  begin?: () => void;
  /** Damages a delivery before the receiver sees it; several are sent one after the other, none pretends a 200. */
  guardedRequest?: (guardedRequest: GuardedRequest, attempt: number) => GuardedRequest[];
}

/** Several faults at once, each damaging what the one before left. */
export function together(faults: readonly Fault[]): Fault {
  const [first] = faults as [Fault];
  if (faults.length === 1) return first;
  const random = faults.find((fault) => fault.random)?.random;
  return {
    name: faults.map(({ name }) => name).join(' + '),
    check: first.check,
    request: (request) => {
      for (const fault of faults) fault.request?.(request);
    },
    reply: (reply, asked) => {
      for (const fault of faults) void fault.reply?.(reply, asked);
    },
    console: (url) => {
      for (const fault of faults) fault.console?.(url);
    },
    outcome: (outcome) => faults.reduce((last, fault) => fault.outcome?.(last) ?? last, outcome),
    begin: () => {
      for (const fault of faults) fault.begin?.();
    },
    guardedRequest: (guardedRequest, attempt) =>
      faults.reduce(
        (requests, fault) => requests.flatMap((each) => fault.guardedRequest?.(each, attempt) ?? [each]),
        [guardedRequest],
      ),
    ...(random && { random }),
  };
}
