import { basePath, consoleBasePath, consoleOperations, publicOperations } from '@atteny/contract';
import { consoleDocument, publicDocument } from '@atteny/contract/documents';
import express, { type Express, Router } from 'express';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';
import { allConsoleHandlers } from './console-handlers.ts';
import type { Emit } from './events/event.ts';
import { allHandlers } from './handlers.ts';
import { arrival } from './http/arrival.ts';
import { plan, scope } from './http/authorization.ts';
import { body, parse } from './http/body.ts';
import { consoleToken } from './http/console-token.ts';
import { contractSteps, type ResponseWatching } from './http/contract.ts';
import { cors } from './http/cors.ts';
import { credentials } from './http/credentials.ts';
import { findOperation } from './http/find-operation.ts';
import { health } from './http/health.ts';
import { sendPlainJson } from './http/json.ts';
import { rateLimit } from './http/limits.ts';
import { operationFinder } from './http/operations.ts';
import { performConsole } from './http/perform-console.ts';
import { perform } from './http/perform.ts';
import { parseQuery } from './http/query.ts';
import { type Deviation, refusals } from './http/refusals.ts';
import { sequence } from './http/sequence.ts';
import { unknownPath } from './http/unknown-path.ts';
import { watch, type Watcher } from './http/watch.ts';
import { idempotency } from './idempotency/idempotency.ts';
import type { KeyDirectory } from './keys/directory.ts';
import type { Counters } from './limits/counters.ts';
import type { LiveWorlds } from './sandbox/live.ts';
import type { DeliveryService } from './webhooks/queue/service.ts';
import type { WebhookTools } from './webhooks/handlers.ts';

/** What an app is made of; whoever makes it opens and closes these. */
export interface AppDependencies {
  readonly database: Database;
  readonly keys: KeyDirectory;
  readonly counters: Counters;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mode: 'sandbox' | 'production';
  readonly validateReplies: 'all' | 'sample';
  /** What the console has to present. */
  readonly consoleToken: string;
  readonly emit: Emit;
  readonly webhooks: WebhookTools;
  readonly deliveries: Pick<DeliveryService, 'drain'>;
  /** What a sandbox shows of its worlds. */
  readonly live: LiveWorlds;
  /** Told of every request when it is over. */
  readonly watchers?: readonly Watcher[];
  /** Told of every reply that deviates from the contract. */
  readonly onDeviation?: (deviation: Deviation) => void;
}

/** The whole server but for its socket. Requests pass through it from the top to the bottom. */
export function createApp(deps: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', parseQuery);
  sendPlainJson(app);

  const opened = deps.mode === 'sandbox' ? [cors] : [];
  app.use(sequence(arrival(deps.clock), ...watch(deps.watchers ?? [], deps.clock), health(deps), ...opened));
  app.use(publicApi(deps));
  app.use(consoleApi(deps));
  app.use(unknownPath);
  app.use(refusals(deps));
  return app;
}

/** The order of judgement: the first step that refuses answers. */
function publicApi(deps: AppDependencies): Router {
  const contract = contractSteps(publicDocument, responseWatching(deps));
  return Router().use(
    sequence(
      findOperation(operationFinder(publicOperations, basePath)),
      ...contract.response,
      credentials(deps),
      plan,
      rateLimit(deps.counters),
      scope,
      body,
      parse,
      ...contract.request,
      perform({ handlers: allHandlers(deps), counters: deps.counters, idempotency, emit: deps.emit }),
    ),
  );
}

/** The console has one token, no limits and no quota; what is the sandbox's alone does not exist in production. */
function consoleApi(deps: AppDependencies): Router {
  const contract = contractSteps(consoleDocument, responseWatching(deps));
  const offered = Object.entries(consoleOperations).filter(
    ([, { sandbox }]) => !sandbox || deps.mode === 'sandbox',
  );
  return Router().use(
    sequence(
      findOperation(operationFinder(Object.fromEntries(offered), consoleBasePath)),
      ...contract.response,
      consoleToken(deps.consoleToken),
      body,
      parse,
      ...contract.request,
      performConsole(allConsoleHandlers(deps), deps.emit),
    ),
  );
}

function responseWatching({ mode, validateReplies, log, onDeviation }: AppDependencies): ResponseWatching {
  if (mode === 'sandbox') return { strict: true };
  return {
    strict: false,
    share: validateReplies,
    onDeviation: (error) => {
      log.error({ err: error }, 'a reply deviates from the contract');
      onDeviation?.({ operationId: undefined, problem: error.message });
    },
  };
}
