import { randomBytes } from 'node:crypto';
import { delivery as contract, type WebhookEventName, webhookEvents } from '@atteny/contract';
import { systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../ids.ts';
import { organizationScope, type OrganizationScope } from '../organizations/scope.ts';
import { createDeliveryService, type DeliveryServiceOptions } from '../webhooks/queue/service.ts';
import { createGuardedClient } from '../webhooks/guarded-request/guarded-client.ts';
import { newSecret, secretContext } from '../webhooks/secrets/endpoint-secrets.ts';
import { createSecretBox } from '../webhooks/secrets/secret-box.ts';
import { storedSubscriptions } from '../webhooks/endpoints/store.ts';

export const testBox = createSecretBox([randomBytes(32)]);

/** A delivery service that may reach loopback and retries without jitter. */
export function testService(database: Database, options: Partial<DeliveryServiceOptions> = {}) {
  return createDeliveryService({
    database,
    clock: systemClock,
    box: testBox,
    random: () => 0.5,
    keepsRequests: false,
    onError: (error) => {
      throw error;
    },
    guardedClient: createGuardedClient({
      permission: 'public-and-loopback',
      resolve: async () => ['127.0.0.1'],
      timeoutMs: contract.timeoutSeconds * 1000,
      responseBytes: contract.responseBytes,
      lookupMs: 500,
    }),
    ...options,
  });
}

/** A fresh organization. */
export async function createOrganization(
  database: Database,
  hasWebhooks: 0 | 1 = 1,
): Promise<OrganizationScope> {
  const id = newId('org');
  await database.kysely
    .insertInto('organizations')
    .values({
      id,
      name: 'Padaria Estrela',
      slug: id.toLowerCase(),
      plan_name: 'Business',
      has_api: 1,
      has_webhooks: hasWebhooks,
      rate_limit: null,
      monthly_quota: null,
      created_at: Date.now(),
    })
    .execute();
  return organizationScope(database, id, () => Date.now());
}

/** An endpoint of an organization; returns its id and secret. */
export async function createEndpoint(
  { db, organizationId }: OrganizationScope,
  url: string,
  events: readonly WebhookEventName[] = webhookEvents,
) {
  const id = newId('whk');
  const secret = newSecret();
  await db
    .insertInto('webhook_endpoints')
    .values({
      organization_id: organizationId,
      id,
      url,
      description: null,
      events: storedSubscriptions(events),
      status: 'ENABLED',
      disabled_reason: null,
      disabled_at: null,
      consecutive_failures: 0,
      secret: testBox.seal(secret, secretContext(organizationId, id)),
      previous_secret: null,
      previous_secret_expires_at: null,
      created_at: Date.now(),
      updated_at: Date.now(),
    })
    .execute();
  return { id, secret };
}
