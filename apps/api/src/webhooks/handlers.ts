import { delivery } from '@atteny/contract';
import type { ValidationDetail } from '@atteny/contract/public';
import type { Handlers } from '../operation-handler.ts';
import { failure } from '../failures.ts';
import { millisecondsOf } from '../clock.ts';
import { redelivery } from './deliveries/redelivery.ts';
import { deliveryStore } from './deliveries/store.ts';
import type { DeliveriesCreated, Notices } from './notices.ts';
import { testDelivery } from './deliveries/test-delivery.ts';
import type { AttemptTools } from './deliveries/attempt.ts';
import { rotateSecret } from './secrets/endpoint-secrets.ts';
import { endpointStore } from './endpoints/store.ts';
import type { GuardedClient } from './guarded-request/guarded-client.ts';
import type { UrlRefusal } from './guarded-request/receiver-url.ts';

type WebhookOperations = Extract<keyof Handlers, `${string}Webhook${string}`>;

export type WebhookTools = AttemptTools & {
  /** Told of deliveries that were just committed. */
  onCreated: (created: DeliveriesCreated) => void;
  /** Told of endpoints that may have something to send again. */
  wake: (webhookIds: string[]) => void;
  notices: Notices;
};

/** Everything that an organization does with its webhook endpoints. */
export function webhookHandlers(tools: WebhookTools): Handlers<WebhookOperations> {
  const { guardedClient, box, wake } = tools;
  return {
    async listWebhookEndpoints({ query: { page, limit }, organization: { scope } }) {
      const { items, total } = await endpointStore(scope, tools).list({ page, limit });
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },

    async createWebhookEndpoint({
      body: { url, events, description = null },
      organization: { scope },
      recorded,
    }) {
      const refused = await refusedUrl(guardedClient, url);
      if (refused) return failure('invalidBody', refused);
      const endpoint = await recorded(
        scope,
        (inside) => endpointStore(inside, tools).create({ url, events, description }),
        (created) => created,
      );
      if (!endpoint) return failure('webhookLimitReached');
      return { status: 201, body: { success: true, data: endpoint } };
    },

    async getWebhookEndpoint({ params: { webhookId }, organization: { scope } }) {
      const endpoint = await endpointStore(scope, tools).get(webhookId);
      if (!endpoint) return failure('notFound');
      return { status: 200, body: { success: true, data: endpoint } };
    },

    async updateWebhookEndpoint({ params: { webhookId }, body, organization: { scope }, recorded }) {
      const refused = body.url === undefined ? undefined : await refusedUrl(guardedClient, body.url);
      if (refused) return failure('invalidBody', refused);
      const endpoint = await recorded(
        scope,
        (inside) => endpointStore(inside, tools).update(webhookId, body),
        (updated) => updated,
      );
      if (!endpoint) return failure('notFound');
      wake([webhookId]);
      return { status: 200, body: { success: true, data: endpoint } };
    },

    async deleteWebhookEndpoint({ params: { webhookId }, organization: { scope }, recorded }) {
      const deleted = await recorded(
        scope,
        (inside) => endpointStore(inside, tools).delete(webhookId),
        (wasThere) => (wasThere ? {} : undefined),
      );
      if (!deleted) return failure('notFound');
      return { status: 200, body: { success: true, data: { id: webhookId } } };
    },

    async testWebhookEndpoint({ params: { webhookId }, body, organization: { scope } }) {
      const tested = await testDelivery(scope, webhookId, body?.event, tools);
      if (tested === 'unknown') return failure('notFound');
      if (tested === 'not-subscribed') {
        const detail = { path: '/body/event', message: 'deve ser um dos eventos que este endpoint recebe' };
        return failure('invalidBody', [detail]);
      }
      return { status: 200, body: { success: true, data: tested } };
    },

    async rotateWebhookSecret({ params: { webhookId }, body, organization: { scope }, recorded }) {
      const overlapHours = body?.overlapHours ?? delivery.rotationOverlapHours;
      const rotated = await recorded(
        scope,
        (inside) => rotateSecret(inside, webhookId, overlapHours, box),
        (secret) => secret && {},
      );
      if (!rotated) return failure('notFound');
      return { status: 200, body: { success: true, data: rotated } };
    },

    async listWebhookDeliveries({ params: { webhookId }, query, organization: { scope } }) {
      const { page, limit } = query;
      const found = await deliveryStore(scope).list(webhookId, query);
      if (!found) return failure('notFound');
      const { items, total } = found;
      return { status: 200, body: { success: true, data: items, meta: { total, page, limit } } };
    },

    async redeliverWebhookDelivery({ params: { webhookId, deliveryId }, organization: { scope }, recorded }) {
      const created = await recorded(
        scope,
        (inside) => redelivery(inside, tools).one(webhookId, deliveryId),
        (made) => (typeof made === 'string' ? undefined : {}),
      );
      if (created === 'unknown') return failure('notFound');
      if (created === 'disabled') return failure('webhookDisabled');
      return { status: 202, body: { success: true, data: created } };
    },

    async redeliverFailedWebhookDeliveries({
      params: { webhookId },
      body,
      organization: { scope },
      recorded,
    }) {
      const since = millisecondsOf(body.since);
      const redelivered = await recorded(
        scope,
        (inside) => redelivery(inside, tools).failedSince(webhookId, since),
        (count) => (typeof count === 'string' ? undefined : {}),
      );
      if (redelivered === 'unknown') return failure('notFound');
      if (redelivered === 'disabled') return failure('webhookDisabled');
      return { status: 202, body: { success: true, data: { redelivered } } };
    },
  };
}

const reasons: Record<UrlRefusal, string> = {
  malformed: 'deve ser um endereço completo, como https://exemplo.com.br/webhooks',
  'forbidden-characters':
    'não pode ter espaços, quebras de linha, caracteres de controle ou barras invertidas',
  scheme: 'deve começar com https://',
  credentials: 'não pode ter usuário ou senha',
  fragment: 'não pode ter fragmento (#)',
  address: 'deve levar a um endereço público da internet',
};

/** What is wrong with an address that is about to be saved, for a 400; undefined when nothing is. */
export async function refusedUrl(
  guardedClient: GuardedClient,
  url: string,
): Promise<ValidationDetail[] | undefined> {
  const refusal = await guardedClient.refusalOf(url);
  return refusal === null ? undefined : [{ path: '/body/url', message: reasons[refusal] }];
}
