import type { RuleName } from '../oracle/named-rules.ts';
import type { Exchange } from '../target/exchange.ts';

/** A promise of the contract that a reply broke. */
export interface Violation {
  /** Stable name of the promise, such as `status`, `header`, `body`. */
  rule: string;
  message: string;
  /** JSON Pointer of what is wrong, where one place is: `/body/data/name`, `/headers/date`. */
  place?: string;
  /** Pointer of the keyword that it breaks, within the document: `#/components/schemas/Timestamp/pattern`. */
  schema?: string;
  /** By which rule of the model the reply had to be another. */
  because?: RuleName;
  /** Id of the world that it was seen in, where the model knows it. */
  world?: string;
  /** Number of what was seen in the run's record. */
  entry?: number;
  operationId: string | undefined;
  exchange: Exchange;
}
