import { expect, test } from 'vitest';
import { pendingFolders } from './pending-folders.ts';

const releasable = (version: string) => [{ folder: 'packages/example', name: '@atteny/example', version }];

test.each([
  ['0.1.0', [], ['packages/example']],
  ['0.2.0', ['0.1.0'], ['packages/example']],
  ['0.2.0', ['0.1.0', '0.2.0'], []],
  ['0.0.0', [], []],
])('version %s beside %j published', (version, published, pending) => {
  expect(pendingFolders(releasable(version), () => published)).toEqual(pending);
});
