import type { OpenAPIV3_1 } from 'openapi-types';
import { describe, expect, test } from 'vitest';
import { closeResponses } from './close-responses.ts';
import { publicDocument } from './documents.ts';

type Schemas = Record<string, Record<string, unknown>>;

/** A document whose one operation answers with `Sent` and takes `Received`. */
function document(schemas: Schemas): OpenAPIV3_1.Document {
  const body = (name: string) => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    paths: {
      '/things': {
        post: { requestBody: body('Received'), responses: { '200': { description: 'ok', ...body('Sent') } } },
      },
    },
    components: { schemas },
  };
}

function closedSchemas(schemas: Schemas): Schemas {
  return closeResponses(document(schemas)).components?.schemas as Schemas;
}

const text = { type: 'string' };

describe('closeResponses', () => {
  test('closes what a response reaches, through references, lists and alternatives, and nothing else', () => {
    const closed = closedSchemas({
      Sent: {
        type: 'object',
        properties: {
          list: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
          last: { oneOf: [{ $ref: '#/components/schemas/Last' }, { type: 'null' }] },
        },
      },
      Item: { type: 'object', properties: { name: text } },
      Last: { type: 'object', properties: { name: text } },
      Received: { type: 'object', properties: { name: text } },
    });
    expect(closed['Sent']).toHaveProperty('additionalProperties', false);
    expect(closed['Item']).toHaveProperty('additionalProperties', false);
    expect(closed['Last']).toHaveProperty('additionalProperties', false);
    expect(closed['Received']).not.toHaveProperty('additionalProperties');
  });

  test('leaves a schema alone that says itself whether it is open', () => {
    const map = { type: 'object', additionalProperties: text };
    const open = { type: 'object', properties: { name: text }, additionalProperties: true };
    const closed = closedSchemas({ Sent: { type: 'object', properties: { map, open } }, Received: {} });
    expect(closed['Sent']).toMatchObject({ properties: { map, open } });
  });

  test('closes a composed schema as a whole, its parts staying open even where they are closed on their own', () => {
    const closed = closedSchemas({
      Sent: {
        type: 'object',
        properties: {
          base: { $ref: '#/components/schemas/Base' },
          whole: { $ref: '#/components/schemas/Whole' },
        },
      },
      Base: { type: 'object', properties: { id: text } },
      Whole: {
        allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { name: text } }],
      },
      Received: {},
    });
    expect(closed['Base']).toHaveProperty('additionalProperties', false);
    expect(closed['Whole']).toEqual({
      allOf: [
        { type: 'object', properties: { id: text } },
        { type: 'object', properties: { name: text } },
      ],
      unevaluatedProperties: false,
    });
  });

  test('ends on a schema that contains itself', () => {
    const closed = closedSchemas({
      Sent: { type: 'object', properties: { parent: { $ref: '#/components/schemas/Sent' } } },
      Received: {},
    });
    expect(closed['Sent']).toHaveProperty('additionalProperties', false);
  });

  test('changes a copy: the document that readers see keeps its open schemas', () => {
    const closed = closeResponses(publicDocument);
    expect(closed.components?.schemas?.['Contact']).toHaveProperty('additionalProperties', false);
    expect(closed.components?.schemas?.['MessageCreatedEvent']).toHaveProperty('additionalProperties', false);
    expect(publicDocument.components?.schemas?.['Contact']).not.toHaveProperty('additionalProperties');
  });
});
