import type { ConsoleOperationId, OperationId } from '@atteny/contract';
import type { operations as consoleOperations } from '@atteny/contract/console';
import type { operations as publicOperations } from '@atteny/contract/public';
import type {
  ConsoleHandlers,
  ConsoleInput,
  Handlers,
  InputOf,
  PublicInput,
  Recorded,
  Reply,
} from '../operation-handler.ts';
import type { Emit } from '../events/event.ts';
import { Refusal } from '../failures.ts';
import type { Idempotency } from '../idempotency/idempotency.ts';
import type { Counters } from '../limits/counters.ts';
import type { Accessed, Admitted, Validated } from './pipeline.ts';
import { chargeQuota, showLimits } from './count-request.ts';

export interface PerformDependencies {
  readonly handlers: Handlers;
  readonly counters: Counters;
  readonly idempotency: Idempotency;
  /** Writes the events of an operation. */
  readonly emit: Emit;
}

/** A repeated Idempotency-Key is answered as before; anything else is charged (402) and handled. */
export function performance({ handlers, counters, idempotency, emit }: PerformDependencies) {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the handler to its input
  return async <Id extends OperationId>(
    id: Id,
    validated: Validated<Admitted>,
    recorded: Recorded,
  ): Promise<Reply> => {
    const { request, response, exchange, operation, params, contents, caller } = validated;
    let charge = validated.charged ? Promise.resolve() : undefined;
    const charged = async (scope: typeof caller.organization.scope) => {
      // Its transaction may run again: the month is charged once.
      charge ??= chargeQuota(counters, validated);
      await charge;
      const input: PublicInput<Id> = {
        ...inputOf<publicOperations[Id]>(validated),
        emit,
        recorded,
        organization: { ...caller.organization, scope },
        key: caller.key,
      };
      return handlers[id](input);
    };
    const { scope } = caller.organization;
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !operation.idempotent) return charged(scope);
    const intent = { key, operation: id, params, body: contents.body };
    const done = await idempotency.once(scope, intent, charged);
    if (done === 'conflict') throw new Refusal('idempotencyConflict');
    if (done.replayed) {
      await showLimits(counters, exchange, response);
      response.setHeader('Idempotency-Replayed', 'true');
    }
    return done.reply;
  };
}

/** The console charges nothing and keeps no Idempotency-Key. */
export function consolePerformance(handlers: ConsoleHandlers, emit: Emit) {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the handler to its input
  return async <Id extends ConsoleOperationId>(
    id: Id,
    validated: Validated<Accessed>,
    recorded: Recorded,
  ): Promise<Reply> => {
    const input: ConsoleInput<Id> = {
      ...inputOf<consoleOperations[Id]>(validated),
      emit,
      recorded,
      access: validated.access,
    };
    return handlers[id](input);
  };
}

/** What a handler sees of a request, by the contract's types: reader and validator have held it to them. */
export function inputOf<Documented>({ request, params, contents }: Validated): InputOf<Documented> {
  const input: unknown = {
    params,
    query: contents.query,
    body: contents.body,
    header(name: string): string | undefined {
      const value = request.headers[name.toLowerCase()];
      return typeof value === 'string' ? value : undefined;
    },
  };
  return input as InputOf<Documented>;
}
