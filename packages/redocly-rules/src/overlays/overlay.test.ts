import { expect, test } from 'vitest';
import { problemsOfOverlay } from './overlay.ts';

const document = {
  info: { title: 'Atteny API', description: 'Lê e envia mensagens.\nMais aqui.' },
  tags: [{ name: 'contacts', 'x-displayName': 'Contatos' }],
  'x-tagGroups': [{ name: 'Sempre à mão', tags: ['contacts'] }],
  paths: {
    '/contacts': {
      get: {
        operationId: 'listContacts',
        responses: {
          '200': {
            description: 'Uma página.',
            content: {
              'application/json': { examples: { first: { summary: 'Primeira', value: { title: 'Olá' } } } },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Contact: {
        type: 'object',
        properties: {
          description: { type: 'string', description: 'Anotação.', default: 'Nada', examples: ['Boa'] },
        },
      },
    },
  },
};

const whole = {
  actions: [
    { target: '$.info', update: { title: 'Atteny API', description: 'Reads and sends messages.' } },
    { target: "$.tags[?@.name == 'contacts']", update: { 'x-displayName': 'Contacts' } },
    { target: "$['x-tagGroups'][?@.name == 'Sempre à mão']", update: { name: 'Always at hand' } },
    {
      target: "$.paths.*[?@.operationId == 'listContacts'].responses['200']",
      update: {
        description: 'A page.',
        content: { 'application/json': { examples: { first: { summary: 'First' } } } },
      },
    },
    { target: '$.components.schemas.Contact.properties.description', update: { description: 'A note.' } },
  ],
};

test('a translation of every text, and of texts alone, has no problem', () => {
  expect(problemsOfOverlay(document, whole)).toEqual([]);
});

test('what an example says is a text; its names, codes and bodies of JSON are not', () => {
  const value = {
    error: 'Nada aqui.',
    code: 'not_found',
    data: [{ content: 'Oi! Tudo bem?', name: 'Maria Souza' }],
  };
  const examples = { one: { value: { ...value, responseBody: '{"error": "Nada aqui."}' } } };
  expect(problemsOfOverlay({ examples }, { actions: [] })).toEqual([
    '#/examples/one/value/error has no translation: "Nada aqui.".',
    '#/examples/one/value/data/0/content has no translation: "Oi! Tudo bem?".',
  ]);
});

test('texts without a translation are named; values of examples, defaults and names are no texts', () => {
  expect(problemsOfOverlay(document, { actions: [] })).toEqual([
    '#/info/title has no translation: "Atteny API".',
    '#/info/description has no translation: "Lê e envia mensagens.".',
    '#/tags/0/x-displayName has no translation: "Contatos".',
    '#/x-tagGroups/0/name has no translation: "Sempre à mão".',
    '#/paths/~1contacts/get/responses/200/description has no translation: "Uma página.".',
    '#/paths/~1contacts/get/responses/200/content/application~1json/examples/first/summary has no translation: "Primeira".',
    '#/components/schemas/Contact/properties/description/description has no translation: "Anotação.".',
  ]);
});

test.each([
  ['$.components.schemas.Contacts', { description: 'A' }, 'matches nothing'],
  ['$.components.schemas.Contact', { title: 'A contact' }, '#/components/schemas/Contact/title is no text'],
  ['$.components.schemas.Contact', { type: 'string' }, '#/components/schemas/Contact/type is no text'],
  ["$.tags[?@.name == 'contacts']", { 'x-displayName': 'People' }, 'is translated already'],
  ['$.info', undefined, 'has no update'],
])('an action on %s with %j is a problem', (target, update, problem) => {
  const action = update === undefined ? { target } : { target, update };
  const problems = problemsOfOverlay(document, { actions: [...whole.actions, action] });
  expect(problems).toEqual([expect.stringContaining(problem)]);
});

test.each([
  ['Lê e envia mensagens.\nMais aqui.', 'is not translated'],
  [' ', 'must be a text'],
  [['Reads'], 'must be a text'],
])('%j is no translation of the description', (description, problem) => {
  const [info, ...others] = whole.actions;
  const changed = { target: '$.info', update: { ...info?.update, description } };
  const problems = problemsOfOverlay(document, { actions: [changed, ...others] });
  expect(problems[0]).toContain(problem);
});
