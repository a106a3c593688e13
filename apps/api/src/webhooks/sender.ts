import { delivery as contract } from '@atteny/contract';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { createDeliveryService, type DeliveryService, type DeliveryServiceOptions } from './queue/service.ts';
import type { AddressPermission } from './guarded-request/addresses.ts';
import { createGuardedClient, createResolve, type GuardedClient } from './guarded-request/guarded-client.ts';
import type { Interference } from './deliveries/attempt.ts';
import type { WebhookTools } from './handlers.ts';
import { createSecretBox, type SecretsKeys } from './secrets/secret-box.ts';

export type SenderOptions = Pick<DeliveryServiceOptions, 'onError' | 'notices' | 'keepDeliveriesDays'> & {
  database: Database;
  clock: Clock;
  /** What the secrets of endpoints are sealed with. */
  secretsKeys: SecretsKeys;
  /** Whether deliveries may go to this machine's loopback, and by http: for sandboxes alone. */
  permission: AddressPermission;
  /** Keep what every attempt sent, for a journal. */
  keepsRequests: boolean;
  /** Numbers from 0 up to 1. */
  random?: () => number;
  /** What a sandbox does to attempts on purpose. */
  interference?: Interference;
  /** What a test puts around the guardedClient. */
  aroundGuardedClient?: (guardedClient: GuardedClient) => GuardedClient;
};

/** All of outbound webhooks: what the app needs of it, and what delivers. */
export interface Sender {
  service: DeliveryService;
  tools: WebhookTools;
}

/** How long a name may take when an address is saved, and each question to a name server. Milliseconds. */
const lookupMs = 1_000;
const resolverMs = 5_000;

export function createSender(options: SenderOptions): Sender {
  const {
    clock,
    permission,
    keepsRequests,
    random = Math.random,
    notices = {},
    interference,
    aroundGuardedClient = (guardedClient) => guardedClient,
  } = options;
  const box = createSecretBox(options.secretsKeys);
  const guardedClient = aroundGuardedClient(
    createGuardedClient({
      permission,
      resolve: createResolve(resolverMs),
      timeoutMs: contract.timeoutSeconds * 1000,
      responseBytes: contract.responseBytes,
      lookupMs,
    }),
  );
  const service = createDeliveryService({ ...options, box, guardedClient, random });
  const { wake, onCreated } = service;
  return {
    service,
    tools: { guardedClient, box, clock, random, keepsRequests, interference, notices, wake, onCreated },
  };
}
