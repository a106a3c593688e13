import type { Exchange } from '../target/exchange.ts';

/** A promise of the contract that a reply broke. */
export interface Violation {
  /** Stable name of the promise, such as `status`, `header`, `body`. */
  rule: string;
  message: string;
  /** JSON Pointer of what is wrong, where one place is: `/body/data/name`, `/headers/date`. */
  place?: string;
  /** Number of what was seen in the run's record. */
  entry?: number;
  operationId: string | undefined;
  exchange: Exchange;
}
