import { publicDocument } from '@atteny/contract/documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, startSandbox, type TestSandbox } from '../src/testing/sandbox.ts';
import { startReceiver } from '../src/testing/receiver.ts';

let sandbox: TestSandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  receiver = await startReceiver();
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

type IsFromAtteny = (rawBody: string, header: unknown, secret: string) => boolean;

/** The receiver's check as the documentation shows it, letter for letter. */
async function snippet(): Promise<IsFromAtteny> {
  const [, code] = /```js\n([^`]*isFromAtteny[\s\S]*?)```/.exec(publicDocument.info.description ?? '') ?? [];
  const source = `data:text/javascript,${encodeURIComponent(code ?? '')}`;
  return ((await import(source)) as { isFromAtteny: IsFromAtteny }).isFromAtteny;
}

test('a receiver with the documented check and the old secret never fails before the overlap ends', async () => {
  const isFromAtteny = await snippet();
  const world = await createWorld(sandbox, {}, receiver.url);
  const old = world.endpoint.secret as string;
  const rotated = await world.api('POST', `/webhooks/${world.endpoint.id}/rotate-secret`);
  const next = rotated.data.secret as string;
  const end = Date.parse(rotated.data.previousSecretExpiresAt);

  const judged: { before: boolean; byOld: boolean; byNew: boolean; nextByNew: boolean }[] = [];
  for (let half = 0; half < 52; half += 1) {
    const { data } = await world.console('GET');
    await world.inbound(`Mensagem ${half}`);
    await world.advance('30m');
    const received = receiver.received.at(-1);
    if (!received) throw new Error('nothing arrived');
    const { body, headers } = received;
    judged.push({
      before: Date.parse(data.clock.now) < end - 1_000,
      byOld: isFromAtteny(body, headers['x-atteny-signature'], old),
      byNew: isFromAtteny(body, headers['x-atteny-signature'], next),
      nextByNew: isFromAtteny(body, headers['x-atteny-signature-next'], next),
    });
  }
  const before = judged.filter((one) => one.before);
  const after = judged.filter((one) => !one.before);
  expect(before.length).toBeGreaterThanOrEqual(47);
  expect(before.filter(({ byOld, nextByNew }) => !byOld || !nextByNew)).toEqual([]);
  expect(after.length).toBeGreaterThanOrEqual(3);
  expect(after.filter(({ byNew }) => !byNew)).toEqual([]);
  console.log({ beforeTheEnd: before.length, afterIt: after.length });
});
