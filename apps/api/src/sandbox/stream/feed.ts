import type { Database } from '../../db/database.ts';
import type { Created, Disabled, Notices, Written } from '../../webhooks/notices.ts';
import { disabledEndpointOf } from '../clock/played.ts';
import { deliveryJournal } from '../journal/deliveries.ts';
import type { StreamHub } from './hub.ts';

const deliveriesAtOnce = 100;

/** Turns what happens to deliveries into events of the stream, one after the other, for worlds that are followed. */
export function createDeliveryFeed(
  database: Database,
  hub: StreamHub,
  onError: (error: unknown) => void,
): Notices {
  let last: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void>) => {
    last = last.then(work).catch(onError);
  };

  async function read(organizationId: string, deliveryIds: string[]) {
    const ids = deliveryIds.slice(0, deliveriesAtOnce);
    const found = await deliveryJournal(database, organizationId).find(
      { ids },
      { page: 1, limit: ids.length },
    );
    return new Map(found.map((delivery) => [delivery.id, delivery]));
  }

  async function showCreated({ organizationId, deliveryIds }: Created): Promise<void> {
    for (const data of (await read(organizationId, deliveryIds)).values()) {
      hub.publish(organizationId, { event: 'delivery', data });
    }
  }

  async function showAttempt({ claim, disabled }: Written): Promise<void> {
    const { organization_id: organizationId, id: deliveryId, webhook_id: webhookId } = claim.delivery;
    const data = (await read(organizationId, [deliveryId])).get(deliveryId);
    const attempt = data?.attempts.find(({ number }) => number === claim.delivery.attempts_made + 1);
    if (data && attempt) {
      hub.publish(organizationId, { event: 'attempt', data: { deliveryId, webhookId, attempt } });
      hub.publish(organizationId, { event: 'delivery', data });
    }
    if (disabled) showDisabled(disabled);
  }

  function showDisabled(disabled: Disabled): void {
    hub.publish(disabled.organizationId, { event: 'endpoint-disabled', data: disabledEndpointOf(disabled) });
  }

  return {
    created: (created) => {
      if (hub.isFollowed(created.organizationId)) inOrder(() => showCreated(created));
    },
    written: (written) => {
      for (const one of written) {
        if (hub.isFollowed(one.claim.delivery.organization_id)) inOrder(() => showAttempt(one));
      }
    },
    disabled: (disabled) => {
      if (hub.isFollowed(disabled.organizationId)) inOrder(async () => showDisabled(disabled));
    },
  };
}
