import type { AllowEntry } from './allow.ts';
import type { Location, Place } from './document/files.ts';

/**
 * How a change is judged. *Safe*: shown, keyword by keyword, that whoever used the older document gets along with the newer one.
 * *Breaking*: somebody does not, and where schemas are concerned a value shows it. *Risky*: neither was shown, or only those are met who
 * do not read as the document asks them to.
 */
export type Verdict = 'breaking' | 'risky' | 'safe';

/** Whether the product's page promises a thing, or this workspace decided it (`x-atteny-source`). */
export type Source = 'documented' | 'inferred';

/** A value that the one document takes and the other refuses. */
export interface Witness {
  value: unknown;
  /** `worked`: it was taken and is refused now. `new`: it may come now, and the older document excludes it. `gone`: it came, and cannot any more. */
  kind: 'worked' | 'new' | 'gone';
  /** The whole that it is: «the body», «`limit`». */
  of: string;
  /** The two schemas, so that somebody else can check it. */
  base?: Location;
  revision?: Location;
}

/** One difference between two documents, judged, with everybody whom it meets. */
export interface Finding {
  rule: string;
  verdict: Verdict;
  message: string;
  /** operationIds, or method and path; webhooks included. Empty means everybody. */
  operations: string[];
  source: Source;
  /** Where it stands in the older and the newer document; at least one of them is there. */
  base?: Place;
  revision?: Place;
  /** What an entry of the allow-file repeats: file and pointer, and what stood and stands there. */
  at: string;
  before: string;
  after: string;
  witness?: Witness;
  /** Why there is no witness: none of the values that were tried is one, or there were too many to try. */
  unshown?: 'not found' | 'cut off';
  /** Set when an allow-file entry lets this breaking change pass. */
  allowed?: Pick<AllowEntry, 'kind' | 'reason' | 'expires' | 'request'>;
}
