import type {
  ConsoleOperationId,
  consoleOperations as consoleFacts,
  OperationId,
  publicOperations as publicFacts,
  WebhookEventName,
} from '@atteny/contract';
import type { operations as consoleOperations } from '@atteny/contract/console';
import type { operations as publicOperations } from '@atteny/contract/public';
import type { ServerResponse } from 'node:http';
import { OutcomeUnknown, StoreUnavailable } from './db/database.ts';
import type { Emit, Emitted } from './events/event.ts';
import type { Access, KeyIdentity, Organization } from './organizations/identity.ts';
import type { OrganizationScope, TransactionScope } from './organizations/scope.ts';

type JsonOf<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : T extends { content: { 'text/event-stream': unknown } }
    ? EventStream
    : never;

/** A reply that goes on: it gets the response once its head is sent, and ends it when the client is gone. */
export interface EventStream {
  readonly stream: (response: ServerResponse) => void;
}

/** A documented reply: its status and the body that goes with it. */
export type ReplyOf<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses & number]: { status: Status; body: JsonOf<Responses[Status]> };
    }[keyof Responses & number]
  : never;

type ParametersIn<Operation, Place extends string> = Operation extends { parameters: infer Parameters }
  ? Place extends keyof Parameters
    ? Exclude<Parameters[Place], undefined>
    : never
  : never;

// The validator fills in the defaults of the contract: the page is always there.
type WithDefaults<Query> = [Query] extends [never]
  ? object
  : Omit<Query, 'page' | 'limit'> & Required<Pick<Query, Extract<keyof Query, 'page' | 'limit'>>>;

type OrEmpty<T> = [T] extends [never] ? object : T;

export type BodyOf<Operation> = Operation extends { requestBody: infer Body }
  ? JsonOf<Body>
  : Operation extends { requestBody?: infer Body }
    ? JsonOf<Exclude<Body, undefined>> | undefined
    : undefined;

/** What every handler is given of a request that agrees with the contract. */
export interface InputOf<Operation> {
  readonly params: OrEmpty<ParametersIn<Operation, 'path'>>;
  readonly query: WithDefaults<ParametersIn<Operation, 'query'>>;
  readonly body: BodyOf<Operation>;
  /** A header that the contract names for the operation. */
  header(name: keyof OrEmpty<ParametersIn<Operation, 'header'>> & string): string | undefined;
}

type Events = readonly WebhookEventName[];

/** Success has to hand over every event that the operation declares in `x-atteny-emits`; a failure has none. */
type WithEvents<Documented, Emits extends Events> = Emits extends readonly []
  ? Documented
  : Documented extends { body: { success: true } }
    ? Documented & { readonly events: { readonly [Index in keyof Emits]: Emitted<Emits[Index]> } }
    : Documented;

/** The means to write the declared events, and no others. */
interface CanEmit<Emits extends Events> {
  readonly emit: Emit<Emits[number]>;
}

interface CanRecord {
  /** How a change is made, so that the audit log has it. */
  readonly recorded: Recorded;
}

/** On whose behalf a public operation is asked for. */
interface Caller {
  readonly organization: Organization;
  readonly key: KeyIdentity;
}

/** What the handler of a public operation is given. */
export type PublicInput<Id extends OperationId> = InputOf<publicOperations[Id]> &
  CanEmit<(typeof publicFacts)[Id]['emits']> &
  CanRecord &
  Caller;

/** Handles one operation of the public contract, for the organization of the key. */
export type Handler<Id extends OperationId> = (
  input: PublicInput<Id>,
) => Promise<WithEvents<ReplyOf<publicOperations[Id]>, (typeof publicFacts)[Id]['emits']>>;

/** A handler for each operation named: leaving one out does not compile. */
export type Handlers<Ids extends OperationId = OperationId> = { readonly [Id in Ids]: Handler<Id> };

/** What the handler of an operation of the console is given. */
export type ConsoleInput<Id extends ConsoleOperationId> = InputOf<consoleOperations[Id]> &
  CanEmit<(typeof consoleFacts)[Id]['emits']> &
  CanRecord & { readonly access: Access };

/** Handles one operation of the console's contract. */
export type ConsoleHandler<Id extends ConsoleOperationId> = (
  input: ConsoleInput<Id>,
) => Promise<WithEvents<ReplyOf<consoleOperations[Id]>, (typeof consoleFacts)[Id]['emits']>>;

/** A handler for each operation of the console named: leaving one out does not compile. */
export type ConsoleHandlers<Ids extends ConsoleOperationId = ConsoleOperationId> = {
  readonly [Id in Ids]: ConsoleHandler<Id>;
};

/** What any handler returns. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** What an entry says of what was changed: its name, or else its address. */
export interface Shown {
  readonly id?: string;
  readonly name?: string | null;
  readonly url?: string;
}

/**
 * Runs a change in a transaction and writes down in the same one who made it, so that neither is kept without the other.
 * `shown` says what was changed; undefined: nothing was, and nothing is written.
 */
export type Recorded = <Result>(
  scope: OrganizationScope,
  change: (inside: TransactionScope) => Promise<Result>,
  shown: (result: Result) => Shown | undefined,
) => Promise<Result>;

/** Only runs the change: nobody asks about it later. */
export const unrecorded: Recorded = (scope, change) => scope.transaction(change);

/**
 * What is left to do when something was done already: where a store fails then, nobody may be told that nothing was.
 * @throws OutcomeUnknown for StoreUnavailable
 */
export async function afterTheFact<Result>(left: () => Promise<Result>): Promise<Result> {
  try {
    return await left();
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw new OutcomeUnknown('Done, but not to its end.', { cause });
    throw cause;
  }
}
