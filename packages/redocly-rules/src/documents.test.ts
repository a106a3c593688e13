import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { redoclyLint } from './testing/redocly-lint.ts';

const spec = fileURLToPath(new URL('../../../spec', import.meta.url));

test('redocly lint has nothing to say about the documents in spec/', async () => {
  const reports = await redoclyLint(spec, [], 'redocly.yaml');
  expect(reports.length).toBeGreaterThan(0);
  expect(reports.flat()).toEqual([]);
});
