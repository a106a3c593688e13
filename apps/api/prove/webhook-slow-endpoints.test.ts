import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects, openOwnDatabase, type OwnDatabase } from '../src/testing/databases.ts';
import type { DeliveryService } from '../src/webhooks/queue/service.ts';
import { sampleEvent } from '../src/testing/event.ts';
import { startReceiver } from '../src/testing/receiver.ts';
import { createEndpoint, createOrganization, testService } from '../src/testing/webhooks.ts';
import { pause } from './server-process.ts';

const hangingEndpoints = 100;
const deliveriesEach = 20;
const healthyEvents = 300;
const healthyEndpoints = 10;
const everyMs = 50;

describe.each(dialects)('endpoints that hang, over %s', (dialect) => {
  let own: OwnDatabase;
  let service: DeliveryService;
  const receivers: Awaited<ReturnType<typeof startReceiver>>[] = [];
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
    service = testService(own.database);
    await service.start();
  });
  afterAll(async () => {
    for (const receiver of receivers) await receiver.close();
    await service.stop();
    await own.close();
  });

  test(`${hangingEndpoints} × ${deliveriesEach} hanging deliveries do not hold up the healthy ones`, async () => {
    const hanging = await startReceiver(() => {});
    const healthy = await startReceiver();
    receivers.push(hanging, healthy);
    for (let endpoint = 0; endpoint < hangingEndpoints; endpoint += 1) {
      const scope = await createOrganization(own.database);
      await createEndpoint(scope, hanging.url);
      for (let count = 0; count < deliveriesEach; count += 1) {
        await scope.transaction((inside) => service.emit(inside, sampleEvent()));
      }
    }
    const scopes = await Promise.all(
      Array.from({ length: healthyEndpoints }, async () => {
        const scope = await createOrganization(own.database);
        await createEndpoint(scope, healthy.url);
        return scope;
      }),
    );
    const sentAt = new Map<string, number>();
    for (let count = 0; count < healthyEvents; count += 1) {
      const scope = scopes[count % healthyEndpoints];
      const content = `Mensagem ${count}`;
      sentAt.set(content, Date.now());
      await scope?.transaction((inside) => service.emit(inside, sampleEvent(content)));
      await pause(everyMs);
    }
    const giveUp = Date.now() + 20_000;
    while (healthy.received.length < healthyEvents && Date.now() < giveUp) await pause(50);

    const waits = healthy.received
      .map(({ body, at }) => {
        const event = JSON.parse(body) as ReturnType<typeof sampleEvent>;
        return at - (sentAt.get(event.data.message.content) ?? Number.NaN);
      })
      .toSorted((a, b) => a - b);
    const at = (share: number) => waits[Math.ceil(waits.length * share) - 1] ?? Infinity;
    console.log({ p50: at(0.5), p95: at(0.95), p99: at(0.99), hangingAttempts: hanging.received.length });
    expect(waits).toHaveLength(healthyEvents);
    expect(at(0.99)).toBeLessThanOrEqual(1_000);
  });
});
