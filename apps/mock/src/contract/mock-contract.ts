import type { operationsOf } from '@atteny/contract/reading';
import type { DynamicCheck } from '../prism/dynamic-check.ts';
import type { PrismOperation } from '../prism/prism-operations.ts';

/** What the mock has to know of one version of the contract, looked up once when it is read. */
export interface MockContract {
  readonly title: string;
  readonly version: string;
  /** Path before every operation's own, such as `/api/v1`. */
  readonly basePath: string;
  readonly limits: MockLimits;
  /** What a key looks like; whether it exists nobody here can tell. */
  readonly keyPattern: RegExp;
  readonly operations: readonly MockOperation[];
  /** What answers a path, and a method, that no operation has. */
  readonly unknownPath: Answer;
  readonly methodNotAllowed: Answer;
  /** For each status the response of some operation that documents it. */
  readonly answers: ReadonlyMap<number, Answer>;
  /** How much the `details` of a 400 may hold. */
  readonly detailLimits: { readonly entries: number; readonly pathLength: number };
  readonly dynamicCheck: DynamicCheck;
  /** Headers that a page of another origin may read. */
  readonly exposedHeaders: readonly string[];
}

export interface MockLimits {
  readonly requestBodyBytes: number;
  readonly rate: { readonly requests: number; readonly windowSeconds: number };
}

export type OperationFacts = ReturnType<typeof operationsOf>[string];

export interface MockOperation {
  readonly facts: OperationFacts;
  /** Segments of its path below the base path; those in braces stand for any one segment. */
  readonly segments: readonly string[];
  /** By status, ascending. */
  readonly answers: ReadonlyMap<number, Answer>;
  /** Names of its query parameters; others are ignored. */
  readonly queryNames: ReadonlySet<string>;
  /** Names of its headers, in lower case. */
  readonly headerNames: ReadonlySet<string>;
  readonly prism: PrismOperation;
}

/** One documented response. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly AnswerHeader[];
  /** Bodies by the names under which the contract shows them. */
  readonly examples: ReadonlyMap<string, unknown>;
}

export interface AnswerHeader {
  readonly name: string;
  readonly required: boolean;
  readonly example: string;
}
