import { startSandbox } from '@atteny/local-servers';
import { expect, test } from 'vitest';
import { demoKey } from './origins.ts';

test('the key that the samples show is the one that the sandbox shows as it starts', async () => {
  const sandbox = await startSandbox();
  await sandbox.close();
  expect(sandbox.apiKey).toBe(demoKey);
});
