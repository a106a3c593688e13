import type { RequestListener } from 'node:http';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { type AppDependencies, createApp } from '../app.ts';
import type { Clock } from '../clock.ts';
import { randomBase62 } from '../ids.ts';
import { listen } from '../server.ts';
import { deliveryFaults } from '../sandbox/faults/delivery-faults.ts';
import { createFaultPlans } from '../sandbox/faults/fault-plans.ts';
import { createInboxes } from '../sandbox/inbox.ts';
import { createLiveWorlds } from '../sandbox/live.ts';
import { signInPath } from '../sessions/sign-in-page.ts';
import { operatorGrant, sessionStore } from '../sessions/store.ts';
import { createUsageRecorder, type UsageRecorder } from '../usage/recorder.ts';
import { seedDemoWorld } from '../sandbox/worlds/store.ts';
import type { GuardedClient } from '../webhooks/guarded-request/guarded-client.ts';
import type { DeliveryService } from '../webhooks/queue/service.ts';
import { createSender } from '../webhooks/sender.ts';
import type { Watcher } from '../http/arrival.ts';
import type { Metrics } from './metrics.ts';
import { openStores, type Stores } from './open.ts';
import { secretsKeysFor } from './secrets-key.ts';
import type { Settings } from './settings.ts';

export interface RunOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly onDeviation?: AppDependencies['onDeviation'];
  /** What a test puts around the app and around the door to receivers; nothing that ships uses them. */
  readonly layers?: Layers;
}

export interface Layers {
  readonly app: (app: RequestListener) => RequestListener;
  readonly guardedClient: (guardedClient: GuardedClient) => GuardedClient;
  /** What the waits between attempts are drawn from, from 0 up to 1. */
  readonly random: () => number;
}

export interface Running {
  readonly port: number;
  readonly consoleToken: string;
  readonly metricsPort: number | null;
  readonly stores: Stores;
  readonly app: Express;
  /** A link that signs an operator in to the dashboard, once. */
  signInLink(): Promise<string>;
  /** Seeds the demo organization of a sandbox, unless it is there. */
  readonly reseed: () => Promise<void>;
  /** Finishes what is under way, then closes everything. */
  close(): Promise<void>;
}

const consoleTokenLength = 40;
const productionLingerMs = 1_000;

/** Opens the stores, seeds a sandbox, and listens. @throws when something of it cannot be had. */
export async function run(
  settings: Settings,
  { clock, log, onDeviation, layers }: RunOptions,
): Promise<Running> {
  const stores = await openStores(settings, { clock, log });
  const consoleToken = settings.consoleToken ?? randomBase62(consoleTokenLength);
  let metrics: Metrics | undefined;
  let usage: UsageRecorder | undefined;
  let origin = '';
  let service: DeliveryService | undefined;
  try {
    if (settings.metrics !== null) {
      const { serveMetrics } = await import('./metrics.ts');
      metrics = await serveMetrics(settings.metrics, {
        data: stores.database.inUse,
        limits: stores.counters.inUse,
      });
    }
    const sandbox = settings.mode === 'sandbox';
    const onError = (error: unknown) => log.error({ err: error }, 'webhooks');
    const live = createLiveWorlds({ database: stores.database, clock, onError });
    const faults = createFaultPlans();
    const sender = createSender({
      database: stores.database,
      clock,
      secretsKeys: secretsKeysFor(settings),
      permission: sandbox ? 'public-and-loopback' : 'public',
      keepsRequests: true,
      notices: {
        ...(sandbox && live.notices),
        written(written) {
          metrics?.attempted(written);
          if (sandbox) live.notices.written?.(written);
        },
      },
      ...(sandbox && { interference: deliveryFaults(faults) }),
      keepDeliveriesDays: settings.keepDeliveriesDays,
      onError,
      ...(layers && { aroundGuardedClient: layers.guardedClient, random: layers.random }),
    });
    if (sandbox) await seedDemoWorld(stores.database, clock, sender.tools.box);
    ({ service } = sender);
    await sender.service.start();
    const sessions = sessionStore(stores.database, clock);
    usage = createUsageRecorder({ database: stores.database, onError });
    const counting = usage;
    const app = createApp({
      ...stores,
      clock,
      log,
      mode: settings.mode,
      validateReplies: settings.validateReplies,
      allowedCallers: settings.allowedCallers,
      consoleToken,
      emit: sender.service.emit,
      webhooks: sender.tools,
      deliveries: sender.service,
      live,
      faults,
      inboxes: createInboxes(clock),
      docs: settings.docs,
      origin: () => origin,
      sessions,
      usage,
      dashboard: settings.dashboard,
      watchers: [
        ...requestLog(log),
        ...(metrics ? [metrics.watcher] : []),
        ...(sandbox ? [live.watcher] : []),
        counting.watcher,
      ],
      ...(onDeviation && { onDeviation }),
    });
    const { port, host } = settings;
    // Nobody waits for a production server as for a sandbox that is ended by Ctrl-C.
    const lingerMs = sandbox ? 0 : productionLingerMs;
    const listening = await listen(layers?.app(app) ?? app, { port, host, lingerMs });
    origin = `http://127.0.0.1:${listening.port}`;
    return {
      port: listening.port,
      consoleToken,
      metricsPort: metrics?.port ?? null,
      stores,
      app,
      async signInLink() {
        const { code } = await sessions.createCode(operatorGrant);
        // A cookie is for one name: the documentation leads to this one.
        return `http://localhost:${listening.port}${signInPath}?code=${code}`;
      },
      reseed: () => seedDemoWorld(stores.database, clock, sender.tools.box),
      async close() {
        live.hub.close();
        sender.service.hurry();
        await listening.close();
        await counting.close();
        await sender.service.stop();
        await live.flushed();
        await metrics?.close();
        await stores.close();
      },
    };
  } catch (cause) {
    await usage?.close();
    await service?.stop();
    await metrics?.close();
    await stores.close();
    throw cause;
  }
}

/** One line a request; neither keys nor query nor body, which are other people's. */
export function requestLog(log: Logger): Watcher[] {
  if (!log.isLevelEnabled('info')) return [];
  return [
    ({ exchange, request, response, duration }) =>
      log.info(
        {
          requestId: exchange.requestId,
          method: request.method,
          operation: exchange.operation?.operationId,
          organization: exchange.caller?.organization.id,
          key: exchange.caller?.key.keyId,
          status: response.statusCode,
          duration,
        },
        'request',
      ),
  ];
}
