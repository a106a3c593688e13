import type { RequestHandler } from 'express';
import type { Emit } from '../events/event.ts';
import type { ConsoleHandlers } from '../handler.ts';
import { inputOf } from './input.ts';
import { present } from './present.ts';
import { type Reply, send } from './send.ts';

// The contract's types tie each handler to its operation; here they are all alike.
type AnyHandler = (input: object) => Promise<Reply>;

/** The last step of the console: the operation's handler. */
export function performConsole(handlers: ConsoleHandlers, emit: Emit): RequestHandler {
  return async (request, response) => {
    const operation = present(request.exchange.operation);
    const handler = handlers[operation.operationId as keyof ConsoleHandlers] as unknown as AnyHandler;
    send(request, response, await handler({ ...inputOf(request), emit }));
  };
}
