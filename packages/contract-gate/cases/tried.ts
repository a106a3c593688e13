import { type Case, type Draft, inReply, inRequest, rename } from './case.ts';

const create = (d: Draft): Draft => d.components.schemas.CreateOrder;
const order = (d: Draft): Draft => d.components.schemas.Order;
const content = (d: Draft): Draft => d.paths['/orders'].post.requestBody.content;
const list = (d: Draft): Draft => d.paths['/orders'].get;
const text = { type: 'string' };
const whole = { type: 'integer' };
const ab = { type: 'object', properties: { a: text, b: whole } };
const pet = (kind: string, property: string): object => ({
  type: 'object',
  required: ['kind'],
  additionalProperties: false,
  properties: { kind: { type: 'string', const: kind }, [property]: text },
});
const petChoice = { oneOf: [pet('cat', 'lives'), pet('dog', 'walks')] };
const openChoice = {
  anyOf: ['lives', 'walks'].map((name) => ({
    type: 'object',
    properties: { [name]: text },
    additionalProperties: false,
  })),
};
const cookie = { name: 'store', in: 'cookie', schema: text };

const multipart = (d: Draft): void => {
  rename(content(d), 'application/json', 'multipart/form-data');
  content(d)['multipart/form-data'].encoding = { note: { contentType: 'text/plain' } };
};
const callback = (d: Draft): void => {
  d.paths['/orders'].post.callbacks = {
    paid: {
      '{$request.body#/note}': {
        post: {
          requestBody: {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/OrderDetail' } } },
          },
          responses: { 200: { description: 'Got it.' } },
        },
      },
    },
  };
};
/** Two schemas that contain each other. */
const recursive = (d: Draft): void => {
  d.components.schemas.Folder = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 64 },
      files: { type: 'array', items: { $ref: '#/components/schemas/File' } },
    },
  };
  d.components.schemas.File = {
    type: 'object',
    properties: { size: { type: 'integer', minimum: 0 }, folder: { $ref: '#/components/schemas/Folder' } },
  };
  create(d).properties.folder = { $ref: '#/components/schemas/Folder' };
};
const of30 =
  (edit: (d: Draft) => unknown) =>
  (d: Draft): void => {
    d.openapi = '3.0.3';
    edit(d);
  };
const aliased = (d: Draft): void => {
  d.components.schemas.Note = { type: 'string', maxLength: 200 };
  create(d).properties.note = { $ref: '#/components/schemas/Note' };
};
const ofRange = (d: Draft): void => rename(content(d), 'application/json', 'application/*');

/** Pairs made to mislead, each judged by hand before the gate saw it. */
export const triedBreaking: Case[] = [
  [
    '3.1: a bound beside a $ref counts',
    (d) => (create(d).properties.note.maxLength = 20),
    'breaking',
    aliased,
  ],
  [
    'the media type of a part changes',
    (d) => (content(d)['multipart/form-data'].encoding.note.contentType = 'text/html'),
    'breaking',
    multipart,
  ],
  [
    'a callback goes to another address',
    (d) => rename(d.paths['/orders'].post.callbacks.paid, '{$request.body#/note}', '{$request.body#/tags/0}'),
    'breaking',
    callback,
  ],
  [
    'two schemas that contain each other are narrowed',
    (d) => (d.components.schemas.File.properties.size.minimum = 1),
    'breaking',
    recursive,
  ],
  [
    'an operation narrows the parameter of its path',
    (d) =>
      (d.paths['/orders/{orderId}'].get.parameters = [
        {
          name: 'orderId',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^[a-z]+$', maxLength: 63 },
        },
      ]),
  ],
  ['a cookie is required', (d) => list(d).parameters.push({ ...cookie, required: true })],
  [
    'a cookie becomes a header',
    (d) => (list(d).parameters.at(-1).in = 'header'),
    'breaking',
    (d) => list(d).parameters.push({ ...cookie }),
  ],
  [
    'a range of media types becomes one',
    (d) => rename(content(d), 'application/*', 'application/json'),
    'breaking',
    ofRange,
  ],
  [
    'a media type with a suffix is another',
    (d) => rename(content(d), 'application/json', 'application/vnd.orders+json'),
  ],
  [
    'the default reply goes',
    (d) => delete list(d).responses.default,
    'breaking',
    (d) => (list(d).responses.default = { description: 'Anything else.' }),
  ],
  [
    'nobody is let in without a key any more',
    (d) => list(d).security.shift(),
    'breaking',
    (d) => list(d).security.unshift({}),
  ],
  ['a path ends with a slash', (d) => rename(d.paths, '/payments', '/payments/')],
  ['a path is written in capitals', (d) => rename(d.paths, '/payments', '/Payments')],
  [
    'a list in the query is written otherwise',
    (d) => (list(d).parameters.at(-1).explode = false),
    'breaking',
    (d) => list(d).parameters.push({ name: 'ids', in: 'query', schema: { type: 'array', items: text } }),
  ],
  [
    'a filter becomes a deep object',
    (d) => (list(d).parameters.at(-1).style = 'deepObject'),
    'breaking',
    (d) => list(d).parameters.push({ name: 'filter', in: 'query', schema: ab }),
  ],
  [
    'the schema of a parameter in JSON is narrowed',
    (d) => (list(d).parameters.at(-1).content['application/json'].schema.properties.b.minimum = 0),
    'breaking',
    (d) =>
      list(d).parameters.push({
        name: 'filter',
        in: 'query',
        content: { 'application/json': { schema: structuredClone(ab) } },
      }),
  ],
  [
    'an error of one operation is another by its default',
    (d) =>
      (list(d).responses['404'] = {
        description: 'None.',
        content: { 'application/json': { schema: { type: 'string' } } },
      }),
    'breaking',
    (d) =>
      (list(d).responses.default = {
        description: 'Else.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/NotFoundError' } } },
      }),
  ],
  inRequest('branches of allOf contradict', text, { allOf: [text, whole] }),
  inRequest('not of a required name', ab, { ...ab, not: { required: ['a'] } }),
  inRequest(
    'null stays in the enum but not in the type',
    { type: ['string', 'null'], enum: ['a', null] },
    { type: 'string', enum: ['a', null] },
  ),
  inRequest(
    'multipleOf 0.01 → 0.1',
    { type: 'number', multipleOf: 0.01 },
    { type: 'number', multipleOf: 0.1 },
  ),
  inRequest(
    'a property called $ref',
    { type: 'object', properties: { $ref: { ...text, maxLength: 10 } } },
    { type: 'object', properties: { $ref: { ...text, maxLength: 5 } } },
  ),
  inRequest(
    'a property called title goes',
    { ...ab, properties: { title: text }, additionalProperties: false },
    { type: 'object', properties: {}, additionalProperties: false },
  ),
  inRequest(
    'a property called constructor',
    { type: 'object', properties: { constructor: text } },
    { type: 'object', properties: { constructor: whole } },
  ),
  inRequest(
    'a property goes below unevaluatedProperties',
    { allOf: [ab], unevaluatedProperties: false },
    { allOf: [{ type: 'object', properties: { a: text } }], unevaluatedProperties: false },
  ),
  inReply('not is lifted', { ...text, not: { enum: ['x'] } }, text),
  inReply('dependentSchemas is lifted', { ...ab, dependentSchemas: { a: { required: ['b'] } } }, ab),
  inReply(
    'a list may hold the same twice',
    { type: 'object', required: ['ids'], properties: { ids: { type: 'array', items: text } } },
    { type: 'object', properties: { ids: { type: 'array', items: text } } },
  ),
];

export const triedRisky: Case[] = [
  ['a status becomes its class', (d) => rename(list(d).responses, '429', '4XX')],
  [
    'a reply may be any media type of a range',
    (d) => rename(list(d).responses['200'].content, 'application/json', 'application/*'),
  ],
  [
    'an event may carry one more value',
    (d) => d.components.schemas.OrderCreatedEvent.properties.kind.enum.push('b'),
    'risky',
    (d) => (d.components.schemas.OrderCreatedEvent.properties.kind = { type: 'string', enum: ['a'] }),
  ],
  inReply(
    'closed by unevaluatedProperties is opened',
    { allOf: [ab], unevaluatedProperties: false },
    { allOf: [ab] },
  ),
  inReply(
    'a list may hold the same twice, and says so',
    { type: 'array', items: text, uniqueItems: true },
    { type: 'array', items: text },
  ),
];

export const triedSafe: Case[] = [
  [
    '3.0: a bound beside a $ref is not read',
    (d) => (create(d).properties.note.maxLength = 20),
    'safe',
    of30(aliased),
  ],
  [
    '3.0: nullable beside a $ref is not read',
    (d) => delete create(d).properties.note.nullable,
    'safe',
    of30((d) => {
      aliased(d);
      create(d).properties.note.nullable = true;
    }),
  ],
  [
    '3.0: null never comes any more',
    (d) => delete order(d).properties.total.nullable,
    'safe',
    of30((d) => {
      order(d).properties.total.nullable = true;
      order(d).properties.note = text;
    }),
  ],
  ['one media type becomes a range', (d) => rename(content(d), 'application/json', 'application/*')],
  [
    'a status gets a description of its own',
    (d) => (list(d).responses['404'] = structuredClone(list(d).responses.default)),
    'safe',
    (d) => (list(d).responses.default = { description: 'Else.' }),
  ],
  [
    'a reply header in small letters',
    (d) => rename(list(d).responses['200'].headers, 'X-RateLimit-Limit', 'x-ratelimit-limit'),
  ],
  [
    'parameters and properties are deprecated',
    (d) => {
      list(d).parameters[0].deprecated = true;
      create(d).properties.note.deprecated = true;
    },
  ],
  [
    'what a reply must have is readOnly in requests',
    (d) => create(d).required.push('id'),
    'safe',
    (d) => (create(d).properties.id = { type: 'string', readOnly: true }),
  ],
  [
    'a reference goes by way of a path',
    (d) =>
      (d.paths['/payments'].post.responses['201'].content['application/json'].schema.$ref =
        '#/paths/~1orders/get/responses/200/content/application~1json/schema/properties/data/items'),
    'safe',
    (d) =>
      (d.paths['/payments'].post.responses['201'].content = {
        'application/json': { schema: { $ref: '#/components/schemas/Order' } },
      }),
  ],
  [
    'a reference goes by its anchor',
    (d) => (content(d)['application/json'].schema.$ref = '#create'),
    'safe',
    (d) => (create(d).$anchor = 'create'),
  ],
  [
    'two schemas that contain each other are written out once',
    (d) =>
      (d.components.schemas.Folder.properties.files.items = {
        type: 'object',
        properties: {
          size: { type: 'integer', minimum: 0 },
          folder: { $ref: '#/components/schemas/Folder' },
        },
      }),
    'safe',
    recursive,
  ],
  inRequest('a{1,3} ↔ a|aa|aaa', { ...text, pattern: '^a{1,3}$' }, { ...text, pattern: '^(?:a|aa|aaa)$' }),
  inRequest(
    'uniqueItems of at most one',
    { type: 'array', items: text, maxItems: 1 },
    { type: 'array', items: text, maxItems: 1, uniqueItems: true },
  ),
  inRequest(
    '1 ↔ 1.0 and the order of keys in an enum',
    { enum: [1, { a: 1, b: 2 }] },
    { enum: [{ b: 2, a: 1 }, 1] },
  ),
  inRequest('additionalProperties: true ↔ left out', { ...ab, additionalProperties: true }, ab),
  inRequest(
    'additionalProperties: {} ↔ true',
    { ...ab, additionalProperties: {} },
    { ...ab, additionalProperties: true },
  ),
  inRequest(
    'a branch that another one holds goes',
    { anyOf: [text, { ...text, maxLength: 5 }] },
    { anyOf: [text] },
  ),
  inRequest('if without then', text, { ...text, if: { minLength: 5 } }),
  inReply(
    'an open tuple is described further',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text, whole] },
  ),
  inReply('dependentSchemas appears', ab, { ...ab, dependentSchemas: { a: { required: ['b'] } } }),
  inReply('a choice of named kinds has its rules twice', petChoice, { allOf: [petChoice, petChoice] }),
  inRequest('a choice of named kinds has its rules twice', petChoice, { allOf: [petChoice, petChoice] }),
  inReply('a choice of nameless kinds has its rules twice', openChoice, { allOf: [openChoice, openChoice] }),
];
