import type { OpenAPIV3_1 } from 'openapi-types';
import { describe, expect, test } from 'vitest';
import { operationsOf } from './operations.ts';

const refused = (...codes: string[]) => ({
  description: 'no',
  content: {
    'application/json': { schema: { type: 'object', properties: { code: { type: 'string', enum: codes } } } },
  },
});

function document(operation: object, components: object = {}): OpenAPIV3_1.Document {
  const base = {
    operationId: 'renameThing',
    tags: ['things'],
    'x-atteny-source': 'inferred',
    responses: {},
    ...operation,
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    security: [{ apiKey: ['things:read'] }],
    paths: { '/things/{thingId}': { patch: base } },
    components,
  };
}

const read = (operation: object, components?: object) =>
  operationsOf(document(operation, components))['renameThing'];

describe('operationsOf', () => {
  test('reads method, path, credential and scopes, the document speaking where the operation is silent', () => {
    expect(read({})).toMatchObject({
      method: 'patch',
      path: '/things/{thingId}',
      security: 'apiKey',
      scopes: ['things:read'],
    });
    expect(read({ security: [{ apiKey: [] }] })).toMatchObject({ security: 'apiKey', scopes: [] });
    expect(read({ security: [] })).toMatchObject({ security: null, scopes: [] });
  });

  test('reads statuses in ascending order and the codes that each error pins, through references and alternatives', () => {
    const responses = {
      404: { $ref: '#/components/responses/NotFound' },
      200: { description: 'ok' },
      403: {
        description: 'no',
        content: {
          'application/json': {
            schema: {
              oneOf: [
                { properties: { code: { const: 'a' } } },
                { properties: { code: { enum: ['b', 'a'] } } },
              ],
            },
          },
        },
      },
    };
    const operation = read({ responses }, { responses: { NotFound: refused('not_found') } });
    expect(operation).toMatchObject({
      statuses: [200, 403, 404],
      errorCodes: { 403: ['a', 'b'], 404: ['not_found'] },
    });
    expect(operation?.errorCodes).not.toHaveProperty('200');
  });

  test('tells a list and a repeatable request by their parameters, and a body by what it is', () => {
    const parameters = [{ $ref: '#/components/parameters/page' }, { name: 'limit', in: 'query' }];
    const components = { parameters: { page: { name: 'page', in: 'query' } } };
    expect(read({ parameters }, components)).toMatchObject({
      paginated: true,
      idempotent: false,
      body: 'none',
    });
    const requestBody = { required: true, content: {} };
    const sent = read({ requestBody, parameters: [{ name: 'Idempotency-Key', in: 'header' }] });
    expect(sent).toMatchObject({ paginated: false, idempotent: true, body: 'required' });
    expect(read({ requestBody: { content: {} } })).toMatchObject({ body: 'optional' });
  });

  test('tells what exists in the sandbox alone, what the plan must include, and what an operation causes', () => {
    expect(read({})).toMatchObject({ sandbox: false, feature: null, emits: [] });
    expect(read({ 'x-atteny-feature': 'hasThings' })).toMatchObject({ feature: 'hasThings' });
    expect(read({ 'x-atteny-sandbox': true, 'x-atteny-emits': ['thing.made'] })).toMatchObject({
      sandbox: true,
      emits: ['thing.made'],
    });
  });

  test('names the operation that does not say where it comes from, or documents a range of statuses', () => {
    expect(() => read({ 'x-atteny-source': 'guessed' })).toThrow(
      'PATCH /things/{thingId} needs x-atteny-source',
    );
    expect(() => read({ responses: { '2XX': { description: 'ok' } } })).toThrow(
      'PATCH /things/{thingId} documents 2XX',
    );
  });
});
