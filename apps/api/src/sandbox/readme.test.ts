import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { freePort } from '@atteny/local-servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../testing/sandbox.ts';

const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** The second block of the section, with this test's ports and token. */
async function session(): Promise<string> {
  const [, section = ''] = readme.split('## Webhooks in a minute\n');
  const [, block = ''] = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');
  return block
    .replaceAll('http://127.0.0.1:4000', sandbox.origin)
    .replaceAll('4555', String(await freePort()))
    .replace('my-own-console-token', sandbox.token);
}

test('the session of the README works as it stands', async () => {
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-eu', '-c', await session()]);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^received sha256=[0-9a-f]{64} \{"id":"evt_\w+","event":"message.created"/m);
  expect(stdout).toContain("reason: 'FAILURES'");
  expect(stdout).toMatch(/"status":"DISABLED","disabledReason":"FAILURES"/);
  expect(stdout).toMatch(/"error":"CONNECTION_FAILED"/);
});
