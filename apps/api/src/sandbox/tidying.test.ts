import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOwnPostgres, dialects } from '../testing/databases.ts';
import { startReceiver } from '../testing/receiver.ts';
import { createWorld, startSandbox, type TestSandbox } from '../testing/sandbox.ts';

const rounds = 8;
const sendsAtOnce = 5;

/** A machine that is busy may answer 503: nothing was done then, and it is asked again. All other replies count. */
async function untilServed<Reply extends { status: number }>(ask: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const reply = await ask();
    if (reply.status !== 503) return reply;
  }
}

describe.each(dialects)('what is deleted while messages are sent, on %s', (dialect) => {
  let sandbox: TestSandbox;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let drop = async () => {};
  beforeAll(async () => {
    receiver = await startReceiver();
    if (dialect === 'sqlite') {
      sandbox = await startSandbox();
      return;
    }
    const own = await createOwnPostgres();
    drop = () => own.drop();
    sandbox = await startSandbox({ storage: { kind: 'postgres', url: own.url } });
  });
  afterAll(async () => {
    await sandbox.close();
    await receiver.close();
    await drop();
  });

  async function correspondent() {
    const world = await createWorld(sandbox, { plan: { requestsPerMinute: 100_000 } }, receiver.url);
    const { data } = await world.inbound();
    const path = `/conversations/${data.conversation.id}/messages`;
    const send = async () => (await untilServed(() => world.api('POST', path, { content: 'Oi!' }))).status;
    const sendMany = () => Promise.all(Array.from({ length: sendsAtOnce }, send));
    return { world, path, sendMany };
  }

  test('an endpoint never fails a send', async () => {
    const { world, path, sendMany } = await correspondent();
    const body = { url: receiver.url, events: ['message.sent'] };
    const statuses: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { data: endpoint } = await untilServed(() => world.api('POST', '/webhooks', body));
      const [sent, deleted] = await Promise.all([
        sendMany(),
        untilServed(() => world.api('DELETE', `/webhooks/${endpoint.id}`)),
      ]);
      statuses.push(...sent);
      expect(deleted.status).toBe(200);
    }
    expect(statuses.filter((status) => status !== 201)).toEqual([]);
    const { meta } = await world.api('GET', path);
    expect(meta.total).toBe(rounds * sendsAtOnce + 1);
  });

  test('a world fails nothing in another, and in itself as if it had been gone before', async () => {
    const neighbour = await correspondent();
    const beside: number[] = [];
    const within: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { world, sendMany } = await correspondent();
      const creating = () =>
        untilServed(() => world.api('POST', '/contacts', { phoneNumber: '+5511900001111' }));
      const [own, others, deleted, created] = await Promise.all([
        sendMany(),
        neighbour.sendMany(),
        untilServed(() => world.console('DELETE')),
        creating(),
      ]);
      within.push(...own, created.status);
      beside.push(...others);
      expect(deleted.status).toBe(200);
    }
    expect(beside.filter((status) => status !== 201)).toEqual([]);
    expect(within.filter((status) => ![201, 401, 404].includes(status))).toEqual([]);
  });
});
