import type { Exchange } from '../target/exchange.ts';

/** A promise of the contract that a reply broke. */
export interface Violation {
  /** Stable name of the promise, such as `status`, `header`, `body`. */
  rule: string;
  message: string;
  operationId: string | undefined;
  exchange: Exchange;
}
