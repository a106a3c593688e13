// oxlint-disable unicorn/no-thenable -- a keyword of JSON Schema
import { type Case, inReply, inRequest } from './case.ts';

const mark = { 'x-atteny-source': 'documented' };
const card = { $ref: '#/components/schemas/CardPayment' };
const pix = { $ref: '#/components/schemas/PixPayment' };
const order = { $ref: '#/components/schemas/OrderDetail' };
const text = { type: 'string' };
const marked = { ...mark, ...text };
const whole = { type: 'integer' };
const list = { type: 'array', items: text };
const open = { type: 'object', properties: { a: text, b: whole } };
const closed = { ...open, additionalProperties: false };
const tuple = { type: 'array', prefixItems: [text, whole], items: false };

/** Each keyword of JSON Schema narrowed in a request or left behind in a reply. */
export const breakingKeywords: Case[] = [
  inReply(
    'a property goes beside one of listed values, in a branch',
    {
      oneOf: [
        { type: 'object', required: ['a', 'kind'], properties: { a: text, kind: { enum: ['x', 'y'] } } },
        { type: 'null' },
      ],
    },
    {
      oneOf: [
        { type: 'object', required: ['kind'], properties: { kind: { enum: ['x', 'y'] } } },
        { type: 'null' },
      ],
    },
  ),
  inRequest('maxLength 4096 → 4095', { ...text, maxLength: 4096 }, { ...text, maxLength: 4095 }),
  inRequest('maxLength appears', text, { ...text, maxLength: 100000 }),
  inRequest('minLength 0 → 1', text, { ...text, minLength: 1 }),
  inRequest(
    'maxLength under a pattern',
    { ...text, pattern: '^[a-z]+$', maxLength: 64 },
    { ...text, pattern: '^[a-z]+$', maxLength: 63 },
  ),
  inRequest(
    'pattern loses a character',
    { ...text, pattern: '^[a-z0-9]+$' },
    { ...text, pattern: '^[a-z]+$' },
  ),
  inRequest('pattern is anchored', { ...text, pattern: 'ab' }, { ...text, pattern: '^ab' }),
  inRequest('\\w → [a-z]', { ...text, pattern: '^\\w$' }, { ...text, pattern: '^[a-z]$' }),
  inRequest('format appears', text, { ...text, format: 'uuid' }),
  inRequest('format date-time → date', { ...text, format: 'date-time' }, { ...text, format: 'date' }),
  inRequest('contentEncoding appears', text, { ...text, contentEncoding: 'base64' }),
  inRequest('minimum 0 → 1', { ...whole, minimum: 0 }, { ...whole, minimum: 1 }),
  inRequest(
    'minimum becomes exclusive',
    { type: 'number', minimum: 0 },
    { type: 'number', exclusiveMinimum: 0 },
  ),
  inRequest('maximum 4096 → 4095', { ...whole, maximum: 4096 }, { ...whole, maximum: 4095 }),
  inRequest('maximum by a fraction', { type: 'number', maximum: 1.5 }, { type: 'number', maximum: 1.25 }),
  inRequest('multipleOf appears', whole, { ...whole, multipleOf: 5 }),
  inRequest('multipleOf 5 → 10', { ...whole, multipleOf: 5 }, { ...whole, multipleOf: 10 }),
  inRequest('number → integer', { type: 'number' }, whole),
  inRequest('format int64 → int32', { ...whole, format: 'int64' }, { ...whole, format: 'int32' }),
  inRequest('null no longer taken', { type: ['string', 'null'] }, text),
  inRequest('a type of a list is lost', { type: ['string', 'integer'] }, text),
  inRequest('enum appears', text, { ...text, enum: ['a', 'b'] }),
  inRequest('enum of many → const', { enum: ['a', 'b'] }, { const: 'a' }),
  inRequest('const changes', { const: 'a' }, { const: 'b' }),
  inRequest('enum of numbers loses one', { enum: [1, 2, 3] }, { enum: [1, 2] }),
  inRequest('minItems 0 → 1', list, { ...list, minItems: 1 }),
  inRequest('maxItems 10 → 9', { ...list, maxItems: 10 }, { ...list, maxItems: 9 }),
  inRequest('items narrowed', list, { ...list, items: { ...text, maxLength: 5 } }),
  inRequest(
    'items two levels down',
    { type: 'array', items: list },
    { type: 'array', items: { ...list, maxItems: 3 } },
  ),
  inRequest('uniqueItems', list, { ...list, uniqueItems: true }),
  inRequest('a tuple loses an entry', tuple, { ...tuple, prefixItems: [text] }),
  inRequest('an entry of a tuple narrowed', tuple, {
    ...tuple,
    prefixItems: [text, { ...whole, minimum: 1 }],
  }),
  inRequest(
    'a tuple is closed',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text], items: false },
  ),
  inRequest('contains appears', list, { ...list, contains: { const: 'x' } }),
  inRequest(
    'minContains rises',
    { ...list, contains: { const: 'x' } },
    { ...list, contains: { const: 'x' }, minContains: 2 },
  ),
  inRequest(
    'maxContains appears',
    { ...list, contains: { const: 'x' } },
    { ...list, contains: { const: 'x' }, maxContains: 1 },
  ),
  inRequest(
    'unevaluatedItems: false',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text], unevaluatedItems: false },
  ),
  inRequest('minProperties', open, { ...open, minProperties: 1 }),
  inRequest('maxProperties', open, { ...open, maxProperties: 1 }),
  inRequest('a nested property becomes required', open, { ...open, required: ['a'] }),
  inRequest('a nested object is closed', open, closed),
  inRequest('a nested property is narrowed', open, {
    ...open,
    properties: { a: { ...text, maxLength: 3 }, b: whole },
  }),
  inRequest('a property of a closed object goes', closed, { ...closed, properties: { a: text } }),
  inRequest(
    'additionalProperties narrowed',
    { type: 'object', additionalProperties: text },
    { type: 'object', additionalProperties: { ...text, maxLength: 4 } },
  ),
  inRequest('patternProperties appear over a name', open, { ...open, patternProperties: { '^a$': whole } }),
  inRequest('a property becomes false', open, { ...open, properties: { a: false, b: whole } }),
  inRequest(
    'propertyNames',
    { type: 'object', additionalProperties: text },
    { type: 'object', additionalProperties: text, propertyNames: { pattern: '^[a-z]+$' } },
  ),
  inRequest('dependentRequired', open, { ...open, dependentRequired: { a: ['b'] } }),
  inRequest('dependentSchemas', open, {
    ...open,
    dependentSchemas: { a: { properties: { b: { minimum: 5 } } } },
  }),
  inRequest('unevaluatedProperties: false', open, { ...open, unevaluatedProperties: false }),
  inRequest(
    'unevaluatedProperties beside a branch',
    { ...open, anyOf: [{ properties: { c: text } }, { required: ['a'] }] },
    { ...open, anyOf: [{ properties: { c: text } }, { required: ['a'] }], unevaluatedProperties: false },
  ),
  inRequest('a branch of anyOf is lost', { anyOf: [text, whole] }, { anyOf: [text] }),
  inRequest('a branch of oneOf is lost', { oneOf: [card, pix] }, { oneOf: [card] }),
  inRequest(
    'anyOf → oneOf where both may fit',
    {
      anyOf: [
        { required: ['a'], properties: { a: text } },
        { required: ['b'], properties: { b: text } },
      ],
    },
    {
      oneOf: [
        { required: ['a'], properties: { a: text } },
        { required: ['b'], properties: { b: text } },
      ],
    },
  ),
  inRequest(
    'a branch of oneOf is narrowed',
    { oneOf: [text, whole] },
    { oneOf: [{ ...text, maxLength: 7 }, whole] },
  ),
  inRequest('one more of allOf', { allOf: [text] }, { allOf: [text, { maxLength: 7 }] }),
  inRequest('not appears', text, { ...text, not: { const: 'x' } }),
  inRequest('if/then appears', open, { ...open, if: { required: ['a'] }, then: { required: ['b'] } }),
  inRequest(
    'then is narrowed',
    { ...open, if: { required: ['a'] }, then: { required: ['b'] } },
    { ...open, if: { required: ['a'] }, then: { required: ['b', 'c'] } },
  ),
  inRequest('a property becomes readOnly', text, { ...text, readOnly: true }),
  inRequest('nullable of a reference is lost', { anyOf: [order, { type: 'null' }] }, order),
  inRequest('anything → something', {}, text),
  inRequest('everything → nothing', true, false),
  inReply('string → integer', text, whole),
  inReply('integer → number', whole, { type: 'number' }),
  inReply('may be null', text, { type: ['string', 'null'] }),
  inReply('may be null by anyOf', order, { anyOf: [order, { type: 'null' }] }),
  inReply('enum replaced', { enum: ['INBOUND', 'OUTBOUND'] }, { enum: ['IN', 'OUTBOUND'] }),
  inReply('const replaced', { const: 'a' }, { const: 'b' }),
  inReply('format date-time → date', { ...text, format: 'date-time' }, { ...text, format: 'date' }),
  inReply('format is lost', { ...text, format: 'date-time' }, text),
  inReply('pattern is lost', { ...text, pattern: '^\\d+$' }, text),
  inReply('contentEncoding appears', text, { ...text, contentEncoding: 'base64' }),
  inReply('a closed tuple loses an entry', tuple, { ...tuple, prefixItems: [text] }),
  inReply('an entry of a tuple changes', tuple, { ...tuple, prefixItems: [text, text] }),
  inReply('items change', list, { ...list, items: whole }),
  inReply('a closed object loses an optional property', closed, { ...closed, properties: { a: text } }),
  inReply('a nested property is no longer certain', { ...open, required: ['a'] }, open),
  inReply(
    'additionalProperties change',
    { type: 'object', additionalProperties: text },
    { type: 'object', additionalProperties: whole },
  ),
  inReply('a property becomes writeOnly', text, { ...text, writeOnly: true }),
  inReply('one more branch of another type', { oneOf: [order, text] }, { oneOf: [order, text, whole] }),
  inReply(
    'one more branch that nothing tells apart',
    { anyOf: [{ type: 'object', required: ['a'] }] },
    {
      anyOf: [
        { type: 'object', required: ['a'] },
        { type: 'object', required: ['b'] },
      ],
    },
  ),
  inReply('schema is dropped', text, {}),
  inReply(
    'a property is renamed',
    { ...open, required: ['a'] },
    { type: 'object', properties: { c: text, b: whole }, required: ['c'] },
  ),
];

/** What only careless readers notice, and what can be shown neither way. */
export const riskyKeywords: Case[] = [
  inRequest('a default changes', { ...text, default: 'a' }, { ...text, default: 'b' }),
  inRequest('a default is dropped', { ...text, default: 'a' }, text),
  inRequest('an optional property of an open object goes', open, { type: 'object', properties: { a: text } }),
  inRequest('an unknown format appears', text, { ...text, format: 'cpf' }),
  inRequest('a keyword that the gate does not know', text, { ...text, maxBytes: 4 }),
  inReply('minLength 1 → 0', { ...text, minLength: 1 }, { ...text, minLength: 0 }),
  inReply('maxLength is lifted', { ...text, maxLength: 10 }, text),
  inReply('maximum rises', { ...whole, maximum: 10 }, { ...whole, maximum: 11 }),
  inReply('maxItems rises', { ...list, maxItems: 10 }, { ...list, maxItems: 100 }),
  inReply('an enum gains a value', { enum: ['a'] }, { enum: ['a', 'b'] }),
  inReply('const → enum', { const: 'a' }, { enum: ['a', 'b'] }),
  inReply('an enum is opened', { ...text, enum: ['a'] }, text),
  inReply(
    'an enum is opened by anyOf',
    { ...text, enum: ['a'] },
    { anyOf: [{ ...text, enum: ['a'] }, text] },
  ),
  inReply('a default changes', { ...text, default: 'a' }, { ...text, default: 'b' }),
  inReply('a closed object is opened', closed, open),
  inReply('a closed object gains a property', { ...closed, properties: { a: text } }, closed),
  inReply('int32 → int64', { ...whole, format: 'int32' }, { ...whole, format: 'int64' }),
  inReply('an optional property of an open object goes', open, { type: 'object', properties: { a: text } }),
  inReply(
    'one more branch with its mapping',
    { oneOf: [card], discriminator: { propertyName: 'method', mapping: { card: card.$ref } } },
    {
      oneOf: [card, pix],
      discriminator: { propertyName: 'method', mapping: { card: card.$ref, pix: pix.$ref } },
    },
  ),
  inReply('one more branch that a constant tells apart', { oneOf: [card] }, { oneOf: [card, pix] }),
];

/** Other words for the same, and more room for who writes. */
export const safeKeywords: Case[] = [
  inRequest(
    'type list ↔ anyOf with null',
    { type: ['number', 'null'] },
    { anyOf: [{ type: 'number' }, { type: 'null' }] },
  ),
  inRequest(
    'anyOf with null ↔ type list',
    { anyOf: [{ type: 'number' }, { type: 'null' }] },
    { type: ['number', 'null'] },
  ),
  inReply(
    'type list ↔ oneOf with null',
    { type: ['string', 'null'], maxLength: 3 },
    { oneOf: [{ ...text, maxLength: 3 }, { type: 'null' }] },
  ),
  inReply(
    'oneOf with null ↔ type list',
    { oneOf: [{ ...text, maxLength: 3 }, { type: 'null' }] },
    { type: ['string', 'null'], maxLength: 3 },
  ),
  inRequest('$ref → anyOf with null', order, { anyOf: [order, { type: 'null' }] }),
  inRequest('enum of one ↔ const', { enum: ['contact'] }, { const: 'contact' }),
  inReply('const ↔ enum of one', { const: 'contact' }, { enum: ['contact'] }),
  inRequest('$ref ↔ allOf of one', order, { allOf: [order] }),
  inReply('allOf of one ↔ $ref', { allOf: [order] }, order),
  inRequest('properties moved into allOf', closed, {
    type: 'object',
    allOf: [{ properties: { a: text } }, { properties: { b: whole } }],
    unevaluatedProperties: false,
  }),
  inReply(
    'properties moved into allOf',
    { ...open, required: ['a', 'b'] },
    {
      allOf: [
        { type: 'object', properties: { a: text }, required: ['a'] },
        { properties: { b: whole }, required: ['b'] },
      ],
    },
  ),
  inReply('$ref ↔ inline', card, {
    type: 'object',
    required: ['method', 'token'],
    properties: { method: { const: 'card' }, token: { ...text, maxLength: 64 } },
  }),
  inRequest(
    'inline ↔ $ref',
    {
      type: 'object',
      required: ['method', 'token'],
      properties: { method: { const: 'card' }, token: { ...text, maxLength: 64 } },
    },
    card,
  ),
  inRequest('string → anyOf of string and integer', text, { anyOf: [text, whole] }),
  inRequest('one more branch of oneOf', { oneOf: [card] }, { oneOf: [card, pix] }),
  inRequest(
    'one more branch of oneOf, another type',
    { oneOf: [text, whole] },
    { oneOf: [text, whole, { type: 'boolean' }] },
  ),
  inRequest('oneOf ↔ anyOf', { oneOf: [text, whole] }, { anyOf: [whole, text] }),
  inRequest('additionalProperties → unevaluatedProperties', closed, {
    ...open,
    unevaluatedProperties: false,
  }),
  inRequest(
    'unevaluatedProperties → additionalProperties',
    { ...open, unevaluatedProperties: false },
    closed,
  ),
  inRequest('[0-9] ↔ \\d', { ...text, pattern: '^[0-9]{3}$' }, { ...text, pattern: '^\\d{3}$' }),
  inReply('\\d ↔ [0-9]', { ...text, pattern: '^\\d{3}$' }, { ...text, pattern: '^[0-9][0-9][0-9]$' }),
  inReply('(a|b) ↔ [ab]', { ...text, pattern: '^(a|b)+$' }, { ...text, pattern: '^[ab]+$' }),
  inRequest('pattern widened', { ...text, pattern: '^[a-z]+$' }, { ...text, pattern: '^[a-z0-9-]+$' }),
  inRequest(
    'minLength that the pattern says already',
    { ...text, pattern: '^[a-z]+$' },
    { ...text, pattern: '^[a-z]+$', minLength: 1 },
  ),
  inRequest(
    'maxLength that the pattern says already',
    { ...text, pattern: '^[a-z]{2,5}$' },
    { ...text, pattern: '^[a-z]{2,5}$', maxLength: 5 },
  ),
  inRequest(
    'defaults of keywords left out',
    { ...open, minProperties: 0, required: [], additionalProperties: true },
    open,
  ),
  inReply(
    'defaults of keywords written out',
    { ...list, maxItems: 3 },
    { ...list, maxItems: 3, minItems: 0, uniqueItems: false },
  ),
  inRequest('exclusiveMinimum of whole numbers', { ...whole, minimum: 1 }, { ...whole, exclusiveMinimum: 0 }),
  inRequest('multipleOf 10 → 5', { ...whole, multipleOf: 10 }, { ...whole, multipleOf: 5 }),
  inRequest('integer → number', whole, { type: 'number' }),
  inRequest('integer ↔ number in steps of one', whole, { type: 'number', multipleOf: 1 }),
  inRequest('format is lifted', { ...text, format: 'email' }, text),
  inRequest('format uri → uri-reference', { ...text, format: 'uri' }, { ...text, format: 'uri-reference' }),
  inRequest('a format that describes', { type: 'number' }, { type: 'number', format: 'double' }),
  inRequest('a typed property of an open object is named', { type: 'object', properties: { a: text } }, open),
  inRequest('a tuple is opened', tuple, { ...tuple, items: true }),
  inRequest(
    'minContains falls',
    { ...list, contains: { const: 'x' }, minContains: 2 },
    { ...list, contains: { const: 'x' } },
  ),
  inRequest('not is lifted', { ...text, not: { const: 'x' } }, text),
  inRequest('not of a wider value', { ...text, not: { enum: ['x', 'y'] } }, { ...text, not: { const: 'x' } }),
  inRequest('if/then is lifted', { ...open, if: { required: ['a'] }, then: { required: ['b'] } }, open),
  inRequest('dependentRequired is lifted', { ...open, dependentRequired: { a: ['b'] } }, open),
  inRequest(
    'dependentRequired ↔ required',
    { ...open, required: ['b'] },
    { ...open, required: ['b'], dependentRequired: { a: ['b'] } },
  ),
  inRequest('a property is no longer readOnly', { ...text, readOnly: true }, text),
  inRequest(
    'propertyNames widened',
    { type: 'object', additionalProperties: text, propertyNames: { maxLength: 3 } },
    { type: 'object', additionalProperties: text, propertyNames: { maxLength: 5 } },
  ),
  inReply('maxLength falls', { ...text, maxLength: 10 }, { ...text, maxLength: 9 }),
  inReply('null never comes any more', { type: ['string', 'null'] }, text),
  inReply('number → integer', { type: 'number' }, whole),
  inReply('format appears', text, { ...text, format: 'date-time' }),
  inReply('a branch never comes any more', { oneOf: [card, pix] }, { oneOf: [card] }),
  inReply('an open object is closed', open, closed),
  inReply('a property is no longer writeOnly', { ...text, writeOnly: true }, text),
  inReply(
    'order of required and of enum',
    { ...text, enum: ['a', 'b'] },
    { enum: ['b', 'a'], type: ['string'] },
  ),
  inReply('one branch of anyOf is no choice', marked, { ...mark, anyOf: [text] }),
  inRequest('one branch of oneOf is no choice', marked, { ...mark, oneOf: [text] }),
  inReply(
    'mark and default stand beside the choice',
    { ...mark, default: 'x', type: ['string', 'null'] },
    { ...mark, default: 'x', anyOf: [text, { type: 'null' }] },
  ),
];
