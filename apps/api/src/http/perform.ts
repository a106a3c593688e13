import type { Request, RequestHandler, Response } from 'express';
import type { Emit } from '../events/event.ts';
import type { Handlers } from '../handler.ts';
import type { Idempotency } from '../idempotency/idempotency.ts';
import type { Counters } from '../limits/counters.ts';
import type { OrganizationScope } from '../organizations/scope.ts';
import { Refusal } from '../failures.ts';
import { chargeQuota, showLimits } from './limits.ts';
import { inputOf } from './input.ts';
import { present } from './present.ts';
import { type Reply, send } from './send.ts';

export interface PerformDependencies {
  readonly handlers: Handlers;
  readonly counters: Counters;
  readonly idempotency: Idempotency;
  /** Writes the events of an operation. */
  readonly emit: Emit;
}

/** The last steps: a repeated Idempotency-Key is answered as before; anything else is charged and handled. */
export function perform({ handlers, counters, idempotency, emit }: PerformDependencies): RequestHandler {
  const charged = async (request: Request, response: Response, scope: OrganizationScope): Promise<Reply> => {
    await chargeQuota(counters, request.exchange, response);
    return handle(handlers, request, scope, emit);
  };
  return async (request, response) => {
    const { exchange } = request;
    const { scope } = present(exchange.organization);
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !present(exchange.operation).idempotent) {
      send(request, response, await charged(request, response, scope));
      return;
    }
    const intent = {
      key,
      operation: present(exchange.operation).operationId,
      params: exchange.params,
      body: request.body,
    };
    const done = await idempotency.once(scope, intent, (inside) => charged(request, response, inside));
    if (done === 'conflict') throw new Refusal('idempotencyConflict');
    if (done.replayed) {
      await showLimits(counters, exchange, response);
      response.setHeader('Idempotency-Replayed', 'true');
    }
    send(request, response, done.reply);
  };
}

// The contract's types tie each handler to its operation; here they are all alike.
type AnyHandler = (input: object) => Promise<Reply>;

function handle(handlers: Handlers, request: Request, scope: OrganizationScope, emit: Emit): Promise<Reply> {
  const { exchange } = request;
  const handler = handlers[
    present(exchange.operation).operationId as keyof Handlers
  ] as unknown as AnyHandler;
  const organization = { ...present(exchange.organization), scope };
  return handler({ ...inputOf(request), emit, organization, key: present(exchange.key) });
}
