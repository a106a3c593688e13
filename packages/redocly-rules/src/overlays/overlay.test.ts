import { expect, test } from 'vitest';
import { actionOf, problemsOfOverlay, untranslated } from './overlay.ts';

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
  expect(untranslated(document, whole)).toEqual([]);
});

test('what an example says is a text; its names, codes and bodies of JSON are not', () => {
  const value = {
    error: 'Nada aqui.',
    code: 'not_found',
    data: [{ content: 'Oi! Tudo bem?', name: 'Maria Souza' }],
  };
  const examples = { one: { value: { ...value, responseBody: '{"error": "Nada aqui."}' } } };
  expect(untranslated({ examples }, { actions: [] })).toEqual([
    {
      target: '$.examples',
      at: '#/examples',
      texts: [{ path: ['one', 'value', 'error'], text: 'Nada aqui.' }],
    },
    {
      target: "$.examples.one.value.data[?@.name == 'Maria Souza']",
      at: '#/examples/one/value/data/0',
      texts: [{ path: ['content'], text: 'Oi! Tudo bem?' }],
    },
  ]);
});

test('texts without a translation are named; values of examples, defaults and names are no texts', () => {
  expect(untranslated(document, { actions: [] }).map(actionOf)).toEqual([
    { target: '$.info', update: { title: 'Atteny API', description: 'Lê e envia mensagens.\nMais aqui.' } },
    { target: "$.tags[?@.name == 'contacts']", update: { 'x-displayName': 'Contatos' } },
    { target: "$['x-tagGroups'][?@.name == 'Sempre à mão']", update: { name: 'Sempre à mão' } },
    {
      target: "$.paths['/contacts'].get",
      update: {
        responses: {
          200: {
            description: 'Uma página.',
            content: { 'application/json': { examples: { first: { summary: 'Primeira' } } } },
          },
        },
      },
    },
    {
      target: '$.components.schemas.Contact',
      update: { properties: { description: { description: 'Anotação.' } } },
    },
  ]);
});

test('what is written down to be translated is asked for until it is', () => {
  const written = { actions: untranslated(document, { actions: [] }).map(actionOf) };
  expect(untranslated(document, written)).toEqual([]);
  expect(problemsOfOverlay(document, written)).toContain(
    '$.info: #/info/description is not translated: "Lê e envia mensagens.".',
  );
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
