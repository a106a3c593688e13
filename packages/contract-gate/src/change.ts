import type { AllowEntry } from './allow.ts';

/** How a change is judged: it breaks a documented promise, it may surprise somebody, or nobody can notice it to their harm. */
export type Verdict = 'breaking' | 'risky' | 'safe';

/** Whether the product's page promises a thing, or this workspace decided it (`x-atteny-source`). */
export type Source = 'documented' | 'inferred';

/** A place in the contract's YAML. `file` is absolute until a report shortens it; `line` and `col` start at 1. */
export interface Place {
  file: string;
  /** JSON Pointer within the file, in fragment form: `#/required`. */
  pointer: string;
  line: number;
  col: number;
}

/** One difference between two documents, before anybody judged whom it meets. */
export interface Change {
  /** Name of the rule that found it, as the allow-file names it. */
  rule: string;
  /** Pointer within the whole resolved document: `#/paths/~1contacts/get/...`. */
  path: string;
  message: string;
  verdict: Verdict;
  /** Where it stands in the older and the newer document; one of them is there. */
  base?: Place;
  revision?: Place;
}

/** A change with the people it meets. */
export interface Finding extends Change {
  /** operationIds (webhooks included) that reach the changed place; empty means the whole document. */
  operations: string[];
  source: Source;
  /** What an entry of the allow-file repeats: file and pointer, and what stood and stands there. */
  at: string;
  before: string;
  after: string;
  /** Set when an allow-file entry lets this breaking change pass. */
  allowed?: Pick<AllowEntry, 'kind' | 'reason' | 'expires' | 'request'>;
}
