import { describe, expect, expectTypeOf, test } from 'vitest';
import { consoleDocument, publicDocument } from './documents.ts';
import type {
  components,
  operations,
  WebhookEventName as EventNameOfSchema,
  webhooks,
} from './generated/public.ts';
import {
  basePath,
  consoleBasePath,
  consoleOperations,
  serverUrl,
  type ErrorCode,
  type OperationId,
  publicOperations,
  type Scope,
  scopes,
  webhookEvents,
  type WebhookEventName,
} from './index.ts';

describe('the lists agree with the types of the document', () => {
  test('operations', () => {
    expectTypeOf<OperationId>().toEqualTypeOf<Exclude<keyof operations, keyof webhooks>>();
    expect(Object.keys(publicOperations).length).toBeGreaterThan(0);
    for (const [id, { operationId }] of Object.entries(publicOperations)) expect(operationId).toBe(id);
  });

  test('statuses of an operation are literals that its responses have', () => {
    expectTypeOf<(typeof publicOperations.createContact.statuses)[number]>().toEqualTypeOf<
      keyof operations['createContact']['responses']
    >();
  });

  test('scopes', () => {
    expectTypeOf<Scope>().toEqualTypeOf<components['schemas']['Scope']>();
    expect(scopes.toSorted()).toEqual(
      [...new Set(Object.values(publicOperations).flatMap((o) => o.scopes))].toSorted(),
    );
  });

  test('webhook events', () => {
    expectTypeOf<WebhookEventName>().toEqualTypeOf<EventNameOfSchema>();
    expect(webhookEvents.length).toBeGreaterThan(0);
  });

  test('error codes', () => {
    expectTypeOf<components['schemas']['ForbiddenError']['code']>().toExtend<ErrorCode>();
    expectTypeOf<'no_such_code'>().not.toExtend<ErrorCode>();
  });
});

describe('every operation of a document is in its list, at its path below the base path', () => {
  test.each([
    { operations: publicOperations, document: publicDocument, path: basePath, expected: '/api/v1' },
    {
      operations: consoleOperations,
      document: consoleDocument,
      path: consoleBasePath,
      expected: '/console/v1',
    },
  ])('$expected', ({ operations, document, path, expected }) => {
    const listed = Object.values(operations).map((operation) => `${operation.method} ${operation.path}`);
    const documented = Object.entries(document.paths ?? {}).flatMap(([at, item]) =>
      Object.keys(item ?? {}).flatMap((key) =>
        /^(get|put|post|patch|delete)$/.test(key) ? [`${key} ${at}`] : [],
      ),
    );
    expect(listed.toSorted()).toEqual(documented.toSorted());
    expect(path).toBe(expected);
  });
});

test('the server that the document names is that of production', () => {
  expect(serverUrl).toBe(`https://api.atteny.ai${basePath}`);
});
