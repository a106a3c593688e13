import type { operationsOf } from '@atteny/contract/reading';
import type { RequestReader } from '@atteny/request-reading';
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
  /** By operationId, in the order of the document. */
  readonly operations: ReadonlyMap<string, MockOperation>;
  readonly reader: RequestReader<OperationFacts>;
  /** What answers a path that no operation has. */
  readonly unknownPath: Answer;
  /** Every documented response, those beside the operations first. */
  readonly allAnswers: readonly Answer[];
  /** For each status the response of some operation that documents it. */
  readonly answers: ReadonlyMap<number, Answer>;
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
  /** By status, ascending. */
  readonly answers: ReadonlyMap<number, Answer>;
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
