import { publicOperations } from '@atteny/contract';
import { expect, test } from 'vitest';
import { realEdition } from '../testing/edition.ts';

const { operations, groups } = await realEdition();

test('every operation of the contract is shown, with its scopes and what it causes', () => {
  const shown = operations
    .filter(({ kind }) => kind === 'operation')
    .map(({ id, method, path, scopes, emits, inferred }) => ({ id, method, path, scopes, emits, inferred }));
  const promised = Object.values(publicOperations).map((operation) => ({
    id: operation.operationId,
    method: operation.method,
    path: operation.path,
    scopes: operation.scopes,
    emits: operation.emits,
    inferred: operation.source === 'inferred',
  }));
  expect(shown).toEqual(promised);
});

test('every operation and webhook stands on a page', () => {
  expect(groups.flatMap((group) => group.operations)).toHaveLength(operations.length);
});
