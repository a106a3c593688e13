import { expect, test } from 'vitest';
import { resolve, type ContractDocument, type Schema } from '../contract/document.ts';
import { labelsOf } from '../site/labels-of.ts';
import { realEdition } from '../testing/edition.ts';
import { constraints, objectRules, typePhrase } from './constraints.ts';
import { shapeOf } from './schema-shape.ts';

const labels = labelsOf['pt-BR'];
const shape = (schema: Schema) => shapeOf({} as ContractDocument, schema);
const text = (schema: Schema) => String(constraints(shape(schema), labels)).replaceAll(/<[^>]+>/g, '|');

test.each<[Schema, string]>([
  [{ type: 'string', minLength: 1, maxLength: 100 }, 'de 1 a 100 caracteres'],
  [{ type: 'integer', minimum: 1 }, 'no mínimo 1'],
  [{ type: 'integer', minimum: 0, maximum: 24, default: 24 }, 'Padrão: |24|'],
  [{ type: 'string', enum: ['OPEN', 'CLOSED'] }, 'Valores: |OPEN| |CLOSED|'],
  [{ type: 'boolean', const: false }, 'Sempre |false|'],
  [{ type: 'string', pattern: '^a<b$' }, '^a&lt;b$|'],
])('%j reads %s', (schema, expected) => {
  expect(text(schema)).toContain(expected);
});

test('types are phrases', () => {
  expect(typePhrase(shape({ type: ['string', 'null'], format: 'date-time' }), labels)).toBe(
    'texto ou null · date-time',
  );
  expect(typePhrase(shape({ type: 'array', items: { type: 'integer' } }), labels)).toBe('lista de inteiro');
});

test('a property that is needed for some values is said so in a sentence', async () => {
  const { bundle } = await realEdition();
  const message = resolve<Schema>(bundle.document, { $ref: '#/components/schemas/SendMessageRequest' });
  const sentences = objectRules(message, labels).map((sentence) =>
    String(sentence)
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/\s+/g, ' '),
  );
  expect(sentences).toEqual([
    'Propriedades desconhecidas são recusadas.',
    'Quando type = IMAGE ou VIDEO ou AUDIO ou DOCUMENT, mediaUrl é obrigatório.',
  ]);
});
