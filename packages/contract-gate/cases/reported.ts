import { type Case, type Draft, rename } from './case.ts';

const payload = (d: Draft): Draft => d.webhooks.onOrderCreated.post;
const create = (d: Draft): Draft => d.components.schemas.CreateOrder;
const createBody = (d: Draft): Draft => d.paths['/orders'].post.requestBody.content;
const asForm = (d: Draft): void =>
  rename(createBody(d), 'application/json', 'application/x-www-form-urlencoded');
const openForm = (d: Draft): void => {
  asForm(d);
  delete create(d).additionalProperties;
};

/** Orders have a tree, whose schema refers to itself. */
const withTree = (d: Draft): void => {
  d.components.schemas.Tree = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
  };
  create(d).properties.tree = { $ref: '#/components/schemas/Tree' };
};

/** Changes of whole documents that were once judged wrongly, and their neighbours. */
export const reportedBreaking: Case[] = [
  ['a webhook header is renamed', (d) => (payload(d).parameters[0].name = 'X-Orders-Signature')],
  [
    'an open operation falls under the global key',
    (d) => delete d.paths['/payments'].post.security,
    'breaking',
    (d) => {
      d.security = [{ apiKey: [] }];
      d.paths['/payments'].post.security = [];
    },
  ],
  ['a request property becomes readOnly', (d) => (create(d).properties.note.readOnly = true)],
  [
    'a reply property becomes writeOnly',
    (d) => (d.components.schemas.Order.properties.total.writeOnly = true),
  ],
  ['a webhook loses its schema', (d) => delete payload(d).requestBody.content['application/json'].schema],
  ['a webhook loses its payload', (d) => delete payload(d).requestBody],
  [
    'a receiver must answer a body',
    (d) =>
      (payload(d).responses['200'].content = {
        'application/json': {
          schema: { type: 'object', required: ['ok'], properties: { ok: { const: true } } },
        },
      }),
  ],
  ['a receiver may no longer answer a status', (d) => rename(payload(d).responses, '200', '204')],
  [
    'a reply loses its schema',
    (d) => delete d.paths['/orders'].post.responses['201'].content['application/json'].schema,
  ],
  [
    'an operation gets a server of its own',
    (d) => (d.paths['/payments'].post.servers = [{ url: 'https://pay.example.com/v1' }]),
  ],
  [
    'a path gets a server of its own',
    (d) => (d.paths['/payments'].servers = [{ url: 'https://pay.example.com/v1' }]),
  ],
  [
    'one of two servers goes',
    (d) => d.servers.pop(),
    'breaking',
    (d) => d.servers.push({ url: 'https://eu.example.com/v1' }),
  ],
  [
    'a value of a server variable goes',
    (d) => d.servers[0].variables.region.enum.pop(),
    'breaking',
    (d) =>
      (d.servers = [
        { url: 'https://{region}.example.com', variables: { region: { default: 'eu', enum: ['eu', 'us'] } } },
      ]),
  ],
  [
    'patternProperties narrow a property',
    (d) => (create(d).patternProperties = { '^note$': { type: 'integer' } }),
  ],
  ['a new limit is stated', (d) => (d['x-atteny-limits'].webhookEndpoints = 20)],
  ['a new bound of delivery is stated', (d) => (d['x-atteny-delivery'].maximumAgeSeconds = 60)],
  ['limits are no longer stated', (d) => delete d['x-atteny-limits']],
  [
    'a documented operation becomes inferred',
    (d) => (d.paths['/orders'].get['x-atteny-source'] = 'inferred'),
  ],
  [
    'a documented property becomes inferred',
    (d) => (d.components.schemas.Order.properties.total['x-atteny-source'] = 'inferred'),
  ],
  ['all inferred operations are removed', (d) => delete d.paths['/orders/{orderId}']],
  ['an inferred operation is removed', (d) => delete d.paths['/orders/{orderId}'].get],
  [
    'an inferred operation loses a response property',
    (d) => delete d.components.schemas.OrderDetail.properties.customer,
    'risky',
  ],
  [
    'an inferred operation asks for another scope',
    (d) => (d.paths['/orders/{orderId}'].get.security = [{ apiKey: ['orders:write'] }]),
  ],
  ['an inferred property is removed', (d) => delete d.components.schemas.Order.properties.note],
  [
    'an inferred property changes its type',
    (d) => (d.components.schemas.Order.properties.note.type = 'integer'),
  ],
  [
    'an inferred error body changes',
    (d) => rename(d.components.schemas.NotFoundError.properties, 'code', 'reason'),
  ],
  [
    'a path parameter has a stricter pattern',
    (d) => (d.paths['/orders/{orderId}'].parameters[0].schema.pattern = '^[a-c]+$'),
  ],
  ['a path moves its parameter', (d) => rename(d.paths, '/orders/{orderId}', '/order-by-id/{orderId}')],
  ['an optional property of a closed form goes', (d) => delete create(d).properties.note, 'breaking', asForm],
  ['an optional property of an open form goes', (d) => delete create(d).properties.note, 'risky', openForm],
  [
    'an encoding of a form changes',
    (d) => (createBody(d)['application/x-www-form-urlencoded'].encoding = { tags: { explode: false } }),
    'breaking',
    asForm,
  ],
  [
    'a parameter is written otherwise',
    (d) => (d.paths['/orders'].get.parameters[2].explode = false),
    'breaking',
    (d) =>
      d.paths['/orders'].get.parameters.push({
        name: 'ids',
        in: 'query',
        schema: { type: 'array', items: { type: 'string' } },
      }),
  ],
  [
    'a parameter changes its style',
    (d) => (d.paths['/orders'].get.parameters[2].style = 'pipeDelimited'),
    'breaking',
    (d) =>
      d.paths['/orders'].get.parameters.push({
        name: 'ids',
        in: 'query',
        explode: false,
        schema: { type: 'array', items: { type: 'string' } },
      }),
  ],
  [
    'a parameter becomes JSON',
    (d) => {
      const [page] = d.paths['/orders'].get.parameters;
      page.content = { 'application/json': { schema: page.schema } };
      delete page.schema;
    },
  ],
  [
    'reserved characters are no longer taken',
    (d) => delete d.paths['/orders'].get.parameters[1].allowReserved,
    'breaking',
    (d) => (d.paths['/orders'].get.parameters[1].allowReserved = true),
  ],
  [
    'an alternative of security goes',
    (d) => d.paths['/orders'].get.security.pop(),
    'breaking',
    (d) => {
      d.components.securitySchemes.other = { type: 'apiKey', in: 'header', name: 'X-Key' };
      d.paths['/orders'].get.security.push({ other: [] });
    },
  ],
  [
    'both schemes are asked for',
    (d) => (d.paths['/orders'].get.security = [{ apiKey: ['orders:read'], other: [] }]),
    'breaking',
    (d) => (d.components.securitySchemes.other = { type: 'apiKey', in: 'header', name: 'X-Key' }),
  ],
  [
    'the header of a key is another',
    (d) => (d.components.securitySchemes.apiKey.name = 'X-Token'),
    'breaking',
    (d) => (d.components.securitySchemes.apiKey = { type: 'apiKey', in: 'header', name: 'X-Key' }),
  ],
  [
    'tokens come from elsewhere',
    (d) => (d.components.securitySchemes.apiKey.flows.clientCredentials.tokenUrl = 'https://b.example.com'),
    'breaking',
    (d) =>
      (d.components.securitySchemes.apiKey = {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://a.example.com', scopes: {} } },
      }),
  ],
  [
    'a callback is removed',
    (d) => delete d.paths['/payments'].post.callbacks,
    'breaking',
    (d) =>
      (d.paths['/payments'].post.callbacks = {
        onPaid: { '{$request.body#/url}': { post: { responses: { 200: { description: 'ok' } } } } },
      }),
  ],
  [
    'a callback loses a property',
    (d) => d.components.schemas.OrderCreatedEvent.required.pop(),
    'breaking',
    (d) =>
      (d.paths['/payments'].post.callbacks = {
        onPaid: {
          '{$request.body#/url}': {
            post: {
              requestBody: {
                content: {
                  'application/json': { schema: { $ref: '#/components/schemas/OrderCreatedEvent' } },
                },
              },
              responses: { 200: { description: 'ok' } },
            },
          },
        },
      }),
  ],
  [
    'a reply header is renamed',
    (d) => rename(d.paths['/orders'].get.responses['200'].headers, 'X-RateLimit-Limit', 'RateLimit-Limit'),
  ],
  [
    'a body is newly asked for',
    (d) =>
      (d.paths['/orders'].get.requestBody = {
        required: true,
        content: { 'application/json': { schema: { type: 'object' } } },
      }),
  ],
  ['the body of a request goes', (d) => delete d.paths['/orders'].post.requestBody],
  [
    'a class of statuses goes',
    (d) => delete d.paths['/orders'].get.responses['5XX'],
    'breaking',
    (d) => (d.paths['/orders'].get.responses['5XX'] = { description: 'Ours.' }),
  ],
  [
    'a recursive schema is narrowed within',
    (d) => (d.components.schemas.Tree.properties.name.maxLength = 5),
    'breaking',
    withTree,
  ],
  [
    '3.0: nullable is lost',
    (d) => delete create(d).properties.note.nullable,
    'breaking',
    (d) => {
      d.openapi = '3.0.3';
      create(d).properties.note.nullable = true;
    },
  ],
  [
    '3.0: a bound becomes exclusive',
    (d) => (create(d).properties.total.exclusiveMinimum = true),
    'breaking',
    (d) => (d.openapi = '3.0.3'),
  ],
];

export const reportedSafe: Case[] = [
  [
    'the global key is written out',
    (d) => (d.paths['/payments'].post.security = [{ apiKey: [] }]),
    'safe',
    (d) => {
      d.security = [{ apiKey: [] }];
      delete d.paths['/payments'].post.security;
    },
  ],
  [
    'an alternative of security is added',
    (d) => d.paths['/orders'].get.security.push({ other: [] }),
    'safe',
    (d) => (d.components.securitySchemes.other = { type: 'apiKey', in: 'header', name: 'X-Key' }),
  ],
  ['fewer scopes are asked for', (d) => (d.paths['/orders'].get.security = [{ apiKey: [] }])],
  [
    'a security scheme is called otherwise',
    (d) => {
      rename(d.components.securitySchemes, 'apiKey', 'key');
      for (const item of Object.values<Draft>(d.paths)) {
        for (const operation of [item.get, item.post]) {
          if (operation?.security) {
            operation.security = operation.security.map((each: Draft) => ({ key: each.apiKey }));
          }
        }
      }
    },
  ],
  [
    'a path parameter moves to its operations',
    (d) => {
      const item = d.paths['/orders/{orderId}'];
      item.get.parameters = item.parameters;
      delete item.parameters;
    },
  ],
  [
    'a parameter moves up to its path',
    (d) => {
      const item = d.paths['/payments'];
      item.parameters = item.post.parameters;
      delete item.post.parameters;
    },
    'safe',
    (d) =>
      (d.paths['/payments'].post.parameters = [
        { name: 'X-Store', in: 'header', schema: { type: 'string' } },
      ]),
  ],
  [
    'a path parameter is called otherwise',
    (d) => {
      rename(d.paths, '/orders/{orderId}', '/orders/{id}');
      d.paths['/orders/{id}'].parameters[0].name = 'id';
    },
  ],
  [
    'style and explode are written out',
    (d) =>
      Object.assign(d.paths['/orders'].get.parameters[1], { style: 'form', explode: true, required: false }),
  ],
  ['explode of a single value', (d) => (d.paths['/orders'].get.parameters[1].explode = false)],
  [
    '/v1 moves from the servers into the paths',
    (d) => {
      d.servers[0].url = 'https://api.example.com';
      for (const path of Object.keys(d.paths)) rename(d.paths, path, `/v1${path}`);
    },
  ],
  [
    'the server is written out at each path',
    (d) => {
      for (const item of Object.values<Draft>(d.paths)) item.servers = structuredClone(d.servers);
    },
  ],
  ['a server is added', (d) => d.servers.push({ url: 'https://eu.example.com/v1' })],
  ['a schema is inlined', (d) => (createBody(d)['application/json'].schema = structuredClone(create(d)))],
  [
    'a component is called otherwise',
    (d) => {
      rename(d.components.schemas, 'CreateOrder', 'NewOrder');
      createBody(d)['application/json'].schema.$ref = '#/components/schemas/NewOrder';
    },
  ],
  [
    'a form encoding is written out',
    (d) =>
      (createBody(d)['application/x-www-form-urlencoded'].encoding = {
        tags: { style: 'form', explode: true },
      }),
    'safe',
    asForm,
  ],
  [
    'a media type is written with its charset',
    (d) => rename(createBody(d), 'application/json', 'application/json; charset=utf-8'),
  ],
  [
    'a header is written in small letters',
    (d) => (d.paths['/orders'].post.parameters[0].name = 'idempotency-key'),
  ],
  [
    'a request may be of one more media type',
    (d) => (createBody(d)['application/xml'] = { schema: { type: 'object' } }),
  ],
  [
    'a receiver may answer one more status',
    (d) => (payload(d).responses['204'] = { description: 'Got it.' }),
  ],
  [
    'a response of components is inlined',
    (d) => (d.paths['/orders'].get.responses['429'] = structuredClone(d.components.responses.RateLimited)),
  ],
  [
    'a recursive schema is written in other words',
    (d) =>
      (d.components.schemas.Tree.properties.children.items = {
        allOf: [{ $ref: '#/components/schemas/Tree' }],
      }),
    'safe',
    withTree,
  ],
  [
    '3.0 → 3.1: nullable becomes a type',
    (d) => {
      d.openapi = '3.1.0';
      create(d).properties.note = {
        ...create(d).properties.note,
        type: ['string', 'null'],
        nullable: undefined,
      };
      create(d).properties.total = { type: 'integer', exclusiveMinimum: 1, maximum: 1000000 };
    },
    'safe',
    (d) => {
      d.openapi = '3.0.3';
      create(d).properties.note.nullable = true;
      create(d).properties.total.exclusiveMinimum = true;
    },
  ],
];

export const reportedRisky: Case[] = [
  ['a reply of one more status', (d) => (d.paths['/orders'].get.responses['404'] = { description: 'None.' })],
  [
    'a reply of one more media type',
    (d) => (d.paths['/orders'].get.responses['200'].content['text/csv'] = {}),
  ],
  [
    'a link is removed',
    (d) => delete d.paths['/orders'].post.responses['201'].links,
    'risky',
    (d) => (d.paths['/orders'].post.responses['201'].links = { get: { operationId: 'getOrder' } }),
  ],
];
