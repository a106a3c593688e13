import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { openOwnDatabase, type OwnDatabase } from '../../testing/databases.ts';
import { sampleEvent } from '../../testing/event.ts';
import { startReceiver } from '../../testing/receiver.ts';
import { createEndpoint, createOrganization, testService } from '../../testing/webhooks.ts';
import { advance } from './advance.ts';

let own: OwnDatabase;
beforeAll(async () => {
  own = await openOwnDatabase('sqlite');
});
afterAll(() => own.close());

test('an advance over a receiver that hangs stops at its deadline and says that it did', async () => {
  const receiver = await startReceiver(() => {});
  const service = testService(own.database, { onError: () => {} });
  await service.start();
  const scope = await createOrganization(own.database);
  await createEndpoint(scope, receiver.url);
  await scope.transaction(async (inside) => {
    await service.emit(inside, sampleEvent());
  });

  const begun = performance.now();
  const realTimeMs = 1_000;
  const report = await advance(scope.organizationId, 0, 6 * 3_600_000, systemClock.now() + realTimeMs, {
    database: own.database,
    clock: systemClock,
    service,
    onWritten: () => () => {},
    onMoved: () => {},
  });
  expect(report).toMatchObject({ completed: false, attempts: [] });
  expect(performance.now() - begun).toBeLessThan(10 * realTimeMs);
  expect(receiver.received).toHaveLength(1);
  await receiver.close();
  await service.stop();
});
