import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { secretsKeyFile, secretsKeysFor } from './secrets-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'atteny-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the key is made once and readable by its owner alone', () => {
  const path = join(folder, 'secrets.key');
  const keys = secretsKeyFile(path);
  expect(keys.map((key) => key.length)).toEqual([32]);
  expect(secretsKeyFile(path)).toEqual(keys);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('while a key is replaced there are several, the one that seals first', () => {
  const path = join(folder, 'secrets.key');
  const [old] = secretsKeyFile(path);
  const young = Buffer.alloc(32, 7);
  const both = [young, old];
  writeFileSync(path, `${both.map((key) => key.toString('base64')).join('\n')}\n`);
  expect(secretsKeyFile(path)).toEqual(both);
  const secretsKey = both.map((key) => key.toString('base64')).join(',');
  expect(secretsKeysFor({ secretsKey, storage: { kind: 'memory' } })).toEqual(both);
});

test('a file that holds something else is named', () => {
  const path = join(folder, 'damaged.key');
  writeFileSync(path, 'not a key');
  expect(() => secretsKeyFile(path)).toThrow(/damaged\.key: cada chave tem 32 bytes/);
});
