import type { Operation } from '@atteny/contract';
import type { Contents, FoundOperation, RequestReader, RequestTarget } from '@atteny/request-reading';
import type { Request, RequestHandler, Response } from 'express';
import type { JournalFault } from '@atteny/contract/console';
import type { Access, KeyIdentity, Organization } from '../organizations/identity.ts';

/** What is known of one request so far: for whoever watches it, or answers it when a step throws. */
export interface Exchange {
  readonly requestId: string;
  /** Real time at which the request came, in milliseconds. */
  readonly startedAt: number;
  /** As it was sent, without an origin. */
  readonly target: RequestTarget;
  operation?: Operation;
  /** Set as soon as the credentials are accepted. */
  caller?: Caller;
  /** Who asks the console, set as soon as that is known. */
  access?: Access;
  /** Whether the quota's headers are on the reply already. */
  quotaShown?: boolean;
  /** The body's bytes as they came. */
  rawBody?: Buffer;
  /** What a plan of faults did to the request. */
  fault?: JournalFault;
  /** The reply's body. */
  replied?: unknown;
}

/** On whose behalf a request of the public API is made. */
export interface Caller {
  readonly key: KeyIdentity;
  readonly organization: Organization;
}

/** A request whose path and method belong to an operation. Each step gets what the one before it found. */
export interface Found<Op extends Operation = Operation> extends FoundOperation<Op> {
  readonly request: Request;
  readonly response: Response;
  readonly exchange: Exchange;
}

/** … and whose key is valid. */
export interface Authenticated<Op extends Operation = Operation> extends Found<Op> {
  readonly caller: Caller;
}

/** … which the plan, the minute and the scopes of the key let through. */
export interface Admitted<Op extends Operation = Operation> extends Authenticated<Op> {
  /** Whether it is charged to the month already. */
  readonly charged: boolean;
}

/** A request of which is known who asks the console. */
export interface Accessed<Op extends Operation = Operation> extends Found<Op> {
  readonly access: Access;
}

/** … and about which organization, if about one. */
export interface Authorized<Op extends Operation = Operation> extends Accessed<Op> {
  readonly organizationId: string | undefined;
}

/** A request, at whichever stage, of which everything that it says agrees with the contract. */
export type Validated<Stage extends Found = Found> = Stage & { readonly contents: Contents };

declare global {
  // The way in which Express lets a request carry more.
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Request {
      exchange: Exchange;
    }
  }
}

/**
 * Lets the requests of one contract through its steps; a path that it does not have goes on to whatever stands behind.
 * What a step throws is answered by `refusals`, as is the 405 for a method that a path lacks.
 */
export function pipeline<Op extends Operation>(
  { find }: RequestReader<Op>,
  steps: (found: Found<Op>) => Promise<void>,
): RequestHandler {
  return async (request, response, next) => {
    const { exchange } = request;
    const found = find(request.method, exchange.target.path);
    if (found === undefined) {
      next();
      return;
    }
    exchange.operation = found.operation;
    await steps({ ...found, request, response, exchange });
  };
}
