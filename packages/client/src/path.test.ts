import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf, scripted, success } from './context.fixture.ts';

async function ask(contactId: unknown) {
  const { client, sent } = scripted([success({})]);
  const failure = await failureOf(
    client.GET('/contacts/{contactId}', { params: { path: { contactId: contactId as string } } }),
  );
  return { failure, sent };
}

test.each([
  '..',
  '.',
  '',
  '../me',
  '..\\me',
  'a/b',
  '/',
  '\\',
  '%2e%2e',
  '%2F',
  'a\u0000',
  '\n',
  '\uD800',
  undefined,
  null,
  {},
  ['..'],
])('a path parameter that would leave its place is refused and nothing is sent: %j', async (contactId) => {
  const { failure, sent } = await ask(contactId);
  expect(failure).toMatchObject({ name: 'ConfigurationError', option: 'params.path.contactId' });
  expect(sent).toEqual([]);
});

test('path parameters left out altogether are refused', async () => {
  const { client, sent } = scripted([success({})]);
  const failure = await failureOf(client.GET('/contacts/{contactId}', {} as never));
  expect(failure).toMatchObject({ option: 'params.path.contactId' });
  expect(sent).toEqual([]);
});

test('whatever the parameter, the request stays at its own path or is not sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (contactId) => {
      const { failure, sent } = await ask(contactId);
      const paths = sent.map(({ url }) => new URL(url).pathname.split('/').slice(0, -1).join('/'));
      expect(paths).toEqual(failure ? [] : ['/api/v1/contacts']);
    }),
  );
});

test('every identifier of the contract passes', async () => {
  const { failure, sent } = await ask('ctt_7Hq2mX4vT9sLbK1d-_');
  expect(failure).toBeUndefined();
  expect(sent[0]?.url).toMatch(/\/contacts\/ctt_7Hq2mX4vT9sLbK1d-_$/);
});
