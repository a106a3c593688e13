import { expect, test } from 'vitest';
import type { ContractDocument, Schema } from '../contract/document.ts';
import { shapeOf } from './schema-shape.ts';

const document = {
  components: { schemas: { Time: { type: 'string', format: 'date-time', description: 'Any time.' } } },
} as unknown as ContractDocument;

test('what stands beside a reference wins over what it points at', () => {
  const shape = shapeOf(document, { $ref: '#/components/schemas/Time', description: 'This time.' });
  expect(shape.schema).toMatchObject({ format: 'date-time', description: 'This time.' });
});

test('a form or null is that form, which may be null', () => {
  const shape = shapeOf(document, {
    description: 'Or none.',
    oneOf: [{ $ref: '#/components/schemas/Time' }, { type: 'null' }],
  });
  expect(shape).toMatchObject({ type: 'string', nullable: true, schema: { description: 'Or none.' } });
});

test('a keyword that the pages do not show ends the build', () => {
  expect(() => shapeOf(document, { patternProperties: {} } as Schema)).toThrow('patternProperties');
});

test('a reference that leads nowhere ends the build', () => {
  expect(() => shapeOf(document, { $ref: '#/components/schemas/None' })).toThrow('#/components/schemas/None');
});
