import { createServer } from 'node:http';
import { listen } from '@atteny/request-reading';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ConnectionsInUse } from '../db/database.ts';
import type { Watcher } from '../http/arrival.ts';
import type { AttemptWritten } from '../webhooks/notices.ts';

export interface Metrics {
  readonly port: number;
  /** Counts and times every request by operation and status. */
  readonly watcher: Watcher;
  /** Counts attempts of deliveries by what came of them. */
  readonly attempted: (written: readonly AttemptWritten[]) => void;
  close(): Promise<void>;
}

const placeSettings = { port: 'ATTENY_METRICS_PORT', host: 'ATTENY_METRICS_HOST' };

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

type Pools = Readonly<Record<string, (() => ConnectionsInUse) | undefined>>;

/**
 * Serves Prometheus metrics at `/metrics` of an address of their own; `pools` are the connections to databases.
 * @throws ListenError when the place cannot be had
 */
export async function serveMetrics(
  place: { host: string; port: number },
  pools: Pools = {},
): Promise<Metrics> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'atteny_request_duration_seconds',
    help: 'Duration of requests by operation and status',
    labelNames: ['operation', 'status'],
    buckets: seconds,
    registers: [registry],
  });
  const attempts = new Counter({
    name: 'atteny_delivery_attempts_total',
    help: 'Attempts of deliveries by what came of them: the class of the status, or what kept it from one',
    labelNames: ['result'],
    registers: [registry],
  });
  const disabled = new Counter({
    name: 'atteny_endpoints_disabled_total',
    help: 'Endpoints that were disabled after failures, or because they asked for it',
    registers: [registry],
  });
  countConnections(registry, pools);
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const port = await listen(server, place, placeSettings);
  return {
    port,
    watcher: ({ exchange, response, duration }) => {
      const operation = exchange.operation?.operationId ?? 'none';
      requests.observe({ operation, status: response.statusCode }, duration / 1000);
    },
    attempted(written) {
      for (const attempt of written) {
        attempts.inc({ result: resultOf(attempt) });
        if (attempt.disabled !== null) disabled.inc();
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function countConnections(registry: Registry, pools: Pools): void {
  const connections = new Gauge({
    name: 'atteny_database_connections',
    help: 'Connections to PostgreSQL, open and idle, and requests that are waiting for one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, inUse] of Object.entries(pools)) {
        for (const [state, count] of Object.entries(inUse?.() ?? {})) connections.set({ pool, state }, count);
      }
    },
  });
}

/** `2xx` to `9xx`, or the contract's word for why there was no usable reply. */
function resultOf({ outcome: { statusCode, error } }: AttemptWritten): string {
  return error ?? `${Math.floor((statusCode ?? 0) / 100)}xx`;
}
