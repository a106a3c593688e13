import type { Exchange, Response } from '../target/exchange.ts';

/** An exchange with the API, with its time by our clock. */
export interface Asking {
  kind: 'exchange';
  exchange: Exchange;
  sent: number;
  received: number;
}

/** What was done to a world through its console, and what came of it. */
export interface Doing {
  kind: 'console';
  worldId: string;
  operation:
    | 'createWorld'
    | 'updateWorld'
    | 'createApiKey'
    | 'updateApiKey'
    | 'revokeApiKey'
    | 'simulateInboundMessage'
    | 'updateConversationStatus'
    | 'advanceClock'
    | 'listJournalRequests';
  /** Path parameters and body. */
  input: Record<string, unknown>;
  data: unknown;
  sent: number;
  received: number;
}

/** A delivery that reached a receiver of this run, and what it was answered. */
export interface Arriving {
  kind: 'arrival';
  headers: Record<string, string>;
  body: string;
  at: number;
  answeredAt: number;
  /** Without a status it never answered, and the server gave up. */
  answer: { status: number | null; headers: Record<string, string>; body: string };
}

/** A receiver of this run: what comes to it is seen. */
export interface Opening {
  kind: 'receiver';
  origin: string;
}

/** All that a run saw, in the order in which it can be judged. */
export type Entry = Asking | Doing | Arriving | Opening;

export function withReply(entry: Asking, response: Response): Asking {
  return { ...entry, exchange: { ...entry.exchange, response } };
}
