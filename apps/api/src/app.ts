import { basePath, consoleBasePath, consoleOperations, limits, publicOperations } from '@atteny/contract';
import { consoleDocument, publicDocument } from '@atteny/contract/documents';
import { type AllowedCallers, requestReader } from '@atteny/request-reading';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { auditTrail, noTrail } from './audit/trail.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';
import { demoKey } from './demo/seed.ts';
import { allConsoleHandlers, allHandlers } from './handlers.ts';
import { dashboardPages, type DashboardSettings } from './dashboard/pages.ts';
import { actingFor, behalfPath, performanceOnBehalf } from './dashboard/public-operations.ts';
import type { Emit } from './events/event.ts';
import { admission, demandPlan } from './http/admit.ts';
import { arrival, callers, type Watcher } from './http/arrival.ts';
import { authentication } from './http/authenticate.ts';
import { consoleAuthentication, consoleAuthorization } from './sessions/console-access.ts';
import { type ReplyWatching, requestValidation, schemaValidator } from './http/schema-validator.ts';
import { consolePerformance, performance } from './http/perform.ts';
import { pipeline } from './http/pipeline.ts';
import { health, home, unknownPath } from './http/other-paths.ts';
import { type Deviation, refusals, send, sendPlainJson } from './http/replies.ts';
import { idempotency } from './idempotency/idempotency.ts';
import type { KeyDirectory } from './keys/directory.ts';
import type { Counters } from './limits/counters.ts';
import type { FaultPlans } from './sandbox/faults/fault-plans.ts';
import { requestFaults } from './sandbox/faults/request-faults.ts';
import { type Inboxes, inboxReceiver } from './sandbox/inbox.ts';
import type { LiveWorlds } from './sandbox/live.ts';
import { signIn } from './sessions/sign-in.ts';
import type { SessionStore } from './sessions/store.ts';
import { tokenCheck, type TokenCheck } from './sessions/token-check.ts';
import type { UsageRecorder } from './usage/recorder.ts';
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
  /** Who may call a sandbox, beside this machine. */
  readonly allowedCallers: AllowedCallers;
  /** What the console has to present. */
  readonly consoleToken: string;
  readonly emit: Emit;
  readonly webhooks: WebhookTools;
  readonly deliveries: Pick<DeliveryService, 'drain'>;
  /** What a sandbox shows of its worlds. */
  readonly live: LiveWorlds;
  /** What goes wrong in them on purpose. */
  readonly faults: FaultPlans;
  readonly inboxes: Inboxes;
  /** Address of the documentation, with a slash at its end; null: unknown. */
  readonly docs: string | null;
  /** Where this server is reached from this machine. */
  readonly origin: () => string;
  readonly sessions: SessionStore;
  readonly usage: Pick<UsageRecorder, 'flush'>;
  /** The dashboard to serve; null: none. */
  readonly dashboard: DashboardSettings | null;
  /** Told of every request when it is over. */
  readonly watchers?: readonly Watcher[];
  /** Told of every reply that deviates from the contract. */
  readonly onDeviation?: (deviation: Deviation) => void;
}

interface ChecksToken {
  /** One for header and form: guesses are counted together. */
  readonly checkToken: TokenCheck;
}

/** The whole server but for its socket. Requests pass through it from the top to the bottom. */
export function createApp(deps: AppDependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  sendPlainJson(app);

  app.use(arrival(deps.clock, deps.watchers ?? []));
  app.use(health(deps));
  if (deps.mode === 'sandbox') {
    app.use(callers(deps.allowedCallers));
    const dashboard = deps.dashboard === null ? undefined : '/console/';
    app.use(home({ docs: deps.docs, key: demoKey, dashboard }));
  }
  app.use(publicApi(deps));
  const checkToken = tokenCheck(deps.consoleToken, deps.clock);
  app.use(dashboardApi({ ...deps, checkToken }));
  app.use(consoleApi({ ...deps, checkToken }));
  if (deps.mode === 'sandbox') app.use(inboxReceiver(deps));
  app.use(signIn({ ...deps, checkToken }));
  if (deps.dashboard !== null) app.use(dashboardPages(deps.dashboard, deps.docs));
  app.use(unknownPath);
  app.use(refusals(deps));
  return app;
}

/** The order of judgement: the first step that refuses answers. Each step gets what the one before it found. */
function publicApi(deps: AppDependencies): RequestHandler {
  const document = publicDocument;
  const operations = Object.values(publicOperations);
  const reader = requestReader({ document, operations, basePath, requestBodyBytes: limits.requestBodyBytes });
  const schemas = schemaValidator(document, basePath, replyWatching(deps));
  const authenticate = authentication(deps);
  const interfere = deps.mode === 'sandbox' ? requestFaults(deps.faults) : undefined;
  const admit = admission({
    counters: deps.counters,
    validate: requestValidation(reader, schemas),
    mayBefall: ({ caller }) => interfere !== undefined && deps.faults.concern(caller.organization.id),
  });
  const perform = performance({ ...deps, handlers: allHandlers(deps), idempotency });
  const audit = auditTrail(deps);
  return pipeline(reader, async (found) => {
    await schemas.watchReply(found);
    // 401, 503
    const authenticated = await authenticate(found);
    // plan 403, minute 429, scope 403, then 415, 413, identifier 404, 400; month 402 of what has come whole
    const validated = await admit(authenticated);
    // what a sandbox's plan of faults does to it
    if (interfere && (await interfere(validated)) === 'gone') return;
    // replay, month 402, then what the operation itself answers
    const { operation, caller } = validated;
    const trail = operation.tag === 'webhooks' ? audit(validated, caller.organization.id) : noTrail;
    const reply = await perform(operation.operationId, validated, trail.recorded);
    await trail.close(reply);
    send(validated.request, validated.response, reply);
  });
}

/** The public operations for whoever is signed in to the dashboard: for one organization, neither limited nor charged. */
function dashboardApi(deps: AppDependencies & ChecksToken): RequestHandler {
  const document = publicDocument;
  // What a key says of itself has no meaning without one.
  const { getMe: _getMe, ...offered } = publicOperations;
  const operations = Object.values(offered);
  const requestBodyBytes = limits.requestBodyBytes;
  const reader = requestReader({ document, operations, basePath: behalfPath, requestBodyBytes });
  const schemas = schemaValidator(document, basePath, replyWatching(deps));
  const authenticate = consoleAuthentication(deps);
  const act = actingFor(deps);
  const validate = requestValidation(reader, schemas);
  const perform = performanceOnBehalf(allHandlers(deps), deps.emit);
  const audit = auditTrail(deps);
  return pipeline(reader, async (found) => {
    const acting = await act(await authenticate(found));
    await schemas.watchReply(found);
    demandPlan(acting);
    const validated = await validate(acting);
    const trail = audit(validated, validated.caller.organization.id);
    const reply = await perform(validated.operation.operationId, validated, trail.recorded);
    await trail.close(reply);
    send(validated.request, validated.response, reply);
  });
}

/** The console has one token and sessions, no limits and no quota; what is the sandbox's alone does not exist in production. */
function consoleApi(deps: AppDependencies & ChecksToken): RequestHandler {
  const document = consoleDocument;
  const operations = Object.values(consoleOperations).filter(
    ({ sandbox }) => !sandbox || deps.mode === 'sandbox',
  );
  const reader = requestReader({
    document,
    operations,
    basePath: consoleBasePath,
    requestBodyBytes: limits.requestBodyBytes,
  });
  const schemas = schemaValidator(document, consoleBasePath, replyWatching(deps));
  const authenticate = consoleAuthentication(deps);
  const authorize = consoleAuthorization(deps);
  const validate = requestValidation(reader, schemas);
  const perform = consolePerformance(allConsoleHandlers(deps), deps.emit);
  const audit = auditTrail(deps);
  return pipeline(reader, async (found) => {
    await schemas.watchReply(found);
    // 401, origin 403
    const authenticated = await authenticate(found);
    // another organization's 404, role 403
    const authorized = await authorize(authenticated);
    const validated = await validate(authorized);
    const trail = audit(validated, validated.organizationId);
    const reply = await perform(validated.operation.operationId, validated, trail.recorded);
    await trail.close(reply);
    send(validated.request, validated.response, reply);
  });
}

function replyWatching({ mode, validateReplies, log, onDeviation }: AppDependencies): ReplyWatching {
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
