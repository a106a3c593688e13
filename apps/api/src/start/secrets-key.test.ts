import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { secretsKeyFile } from './secrets-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'atteny-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the key is made once and readable by its owner alone', () => {
  const path = join(folder, 'secrets.key');
  const key = secretsKeyFile(path);
  expect(key).toHaveLength(32);
  expect(secretsKeyFile(path)).toEqual(key);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file that holds something else is named', () => {
  const path = join(folder, 'damaged.key');
  writeFileSync(path, 'not a key');
  expect(() => secretsKeyFile(path)).toThrow(/damaged\.key must hold 32 bytes/);
});
