import { type Case, discriminator, rename } from './case.ts';

/** Changes after which a working program can no longer ask: operations, parameters, request bodies. */
export const breakingRequests: Case[] = [
  ['a path is removed', (d) => delete d.paths['/orders']],
  ['an operation is removed', (d) => delete d.paths['/orders'].get],
  ['a path is renamed', (d) => rename(d.paths, '/payments', '/charges')],
  ['a method changes', (d) => rename(d.paths['/payments'], 'post', 'put')],
  ['an optional parameter becomes required', (d) => (d.paths['/orders'].get.parameters[1].required = true)],
  [
    'a required parameter is added',
    (d) =>
      d.paths['/orders'].get.parameters.push({
        name: 'store',
        in: 'query',
        required: true,
        schema: { type: 'string' },
      }),
  ],
  [
    'a required header is added',
    (d) =>
      d.paths['/orders'].post.parameters.push({
        name: 'X-Store',
        in: 'header',
        required: true,
        schema: { type: 'string' },
      }),
  ],
  ['a parameter is removed', (d) => d.paths['/orders'].get.parameters.pop()],
  ['a parameter is renamed', (d) => (d.paths['/orders'].get.parameters[1].name = 'state')],
  ['a parameter moves to the header', (d) => (d.paths['/orders'].get.parameters[1].in = 'header')],
  ['a parameter loses an enum value', (d) => d.paths['/orders'].get.parameters[1].schema.enum.pop()],
  ['a parameter changes its type', (d) => (d.paths['/orders'].get.parameters[0].schema.type = 'string')],
  ['a parameter has a lower maximum', (d) => (d.paths['/orders'].get.parameters[0].schema.maximum = 100)],
  [
    'a request body becomes required',
    (d) => (d.paths['/orders'].post.requestBody.required = true),
    'breaking',
    (d) => (d.paths['/orders'].post.requestBody.required = false),
  ],
  ['a request property becomes required', (d) => d.components.schemas.CreateOrder.required.push('currency')],
  [
    'a required request property is added',
    (d) => {
      d.components.schemas.CreateOrder.properties.store = { type: 'string' };
      d.components.schemas.CreateOrder.required.push('store');
    },
  ],
  [
    'a request property is removed from a closed schema',
    (d) => delete d.components.schemas.CreateOrder.properties.note,
  ],
  [
    'a request property is renamed',
    (d) => rename(d.components.schemas.CreateOrder.properties, 'note', 'remark'),
  ],
  [
    'a request property changes its type',
    (d) => (d.components.schemas.CreateOrder.properties.total.type = 'string'),
  ],
  ['a request enum loses a value', (d) => d.components.schemas.CreateOrder.properties.currency.enum.pop()],
  [
    'a request property has a higher minimum',
    (d) => (d.components.schemas.CreateOrder.properties.total.minimum = 100),
  ],
  [
    'a request property has a lower maximum',
    (d) => (d.components.schemas.CreateOrder.properties.total.maximum = 100),
  ],
  [
    'a request text has a lower maxLength',
    (d) => (d.components.schemas.CreateOrder.properties.note.maxLength = 20),
  ],
  [
    'a request text has a higher minLength',
    (d) => (d.components.schemas.CreateOrder.properties.note.minLength = 10),
  ],
  [
    'a request text has another pattern',
    (d) => (d.components.schemas.CreateOrder.properties.note.pattern = '^[0-9]+$'),
  ],
  [
    'a request text gets a format',
    (d) => (d.components.schemas.CreateOrder.properties.note.format = 'email'),
  ],
  ['a request array has fewer items', (d) => (d.components.schemas.CreateOrder.properties.tags.maxItems = 2)],
  [
    'a request array must be unique',
    (d) => (d.components.schemas.CreateOrder.properties.tags.uniqueItems = true),
  ],
  [
    'a request schema is closed',
    (d) => (d.components.schemas.CreateOrder.additionalProperties = false),
    'breaking',
    (d) => delete d.components.schemas.CreateOrder.additionalProperties,
  ],
  [
    'the request media type changes',
    (d) => rename(d.paths['/orders'].post.requestBody.content, 'application/json', 'application/xml'),
  ],
  ['a discriminator changes its property', (d) => (discriminator(d).propertyName = 'kind')],
  ['a discriminator loses a mapping', (d) => delete discriminator(d).mapping.pix],
  [
    'a discriminator maps a value elsewhere',
    (d) => (discriminator(d).mapping.pix = '#/components/schemas/CardPayment'),
  ],
  [
    'a request variant is removed',
    (d) => d.paths['/payments'].post.requestBody.content['application/json'].schema.oneOf.pop(),
  ],
];
