import type { operationsOf } from '@atteny/contract/reading';
import type { RequestReader } from '@atteny/request-reading';
import type { PrismOperation } from '../prism/prism-operations.ts';
import type { ReplyCheck } from '../prism/reply-check.ts';
import type { Reflection } from './reflection.ts';

/** What the mock has to know of one version of the contract, looked up once when it is read. */
export interface MockContract {
  readonly title: string;
  /** As the document says it, with a digest of all that it says: `1.0.0+3f2a9c81b4de`. */
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
  readonly replyCheck: ReplyCheck;
  /** Names of the headers that a page of another origin may read. */
  readonly exposedHeaders: string;
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
  /** The same as JSON. */
  readonly texts: ReadonlyMap<string, string>;
  /** What of it a request says too; undefined for all but a success. */
  readonly reflection: Reflection | undefined;
}

export interface AnswerHeader {
  readonly name: string;
  readonly required: boolean;
  readonly example: string;
}
