import { fileURLToPath } from 'node:url';
import { delivery as contract } from '@atteny/contract';
import { startProgram } from '@atteny/local-servers';
import { describe, expect, test } from 'vitest';
import { createGuardedClient } from '../src/webhooks/guarded-request/guarded-client.ts';

const script = fileURLToPath(new URL('hostile-receiver.ts', import.meta.url));
const timeoutMs = contract.timeoutSeconds * 1_000;
const megabyte = 1_048_576;
const atOnce = 20;

const expected = {
  hang: { statusCode: null, error: 'TIMEOUT' },
  drip: { statusCode: 200, error: 'TIMEOUT' },
  dripHeaders: { statusCode: null, error: 'TIMEOUT' },
  endlessHeaders: { statusCode: null, error: 'INVALID_RESPONSE' },
  informational: { statusCode: null, error: 'INVALID_RESPONSE' },
  gzipBomb: { statusCode: 200, error: null },
  flood: { statusCode: 200, error: null },
} as const;

const guardedClient = createGuardedClient({
  permission: 'public-and-loopback',
  resolve: async () => ['127.0.0.1'],
  timeoutMs,
  responseBytes: contract.responseBytes,
  lookupMs: 1_000,
});

describe('a hostile receiver holds an attempt no longer than its time, and takes no memory', () => {
  test.each(Object.entries(expected))('%s', async (kind, outcome) => {
    const receiver = startProgram(process.execPath, [script, kind]);
    const port = await receiver.says(/(\d+)\n/);
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
    const url = `http://127.0.0.1:${port}/`;
    const outcomes = await Promise.all(
      Array.from({ length: atOnce }, () => guardedClient.send({ url, headers: {}, body: '{}' })),
    );
    clearInterval(watch);
    await receiver.stop('SIGKILL');
    const longestMs = Math.max(...outcomes.map(({ durationMs }) => durationMs));
    const grownMegabytes = Math.round((most - before) / megabyte);
    console.log({ kind, atOnce, longestMs, grownMegabytes });
    for (const one of outcomes) expect(one).toMatchObject(outcome);
    expect(longestMs).toBeLessThanOrEqual(timeoutMs + 1_000);
    expect(grownMegabytes).toBeLessThanOrEqual(50);
  });
});
