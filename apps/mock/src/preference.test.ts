import { describe, expect, test } from 'vitest';
import { testMock } from './mock.fixture.ts';

async function preferring(prefer: string, path = '/contacts') {
  const mock = await testMock();
  const called = await mock.call('GET', path, { headers: { prefer } });
  return { ...called, why: mock.requests[0]?.reply.why, applied: called.headers.get('preference-applied') };
}

describe('Prefer', () => {
  test('example alone finds the status that has it, the success first', async () => {
    expect((await preferring('example=pastTheEnd')).body).toMatchObject({ data: [], meta: { page: 9 } });
    expect((await preferring('example=missingKey')).status).toBe(401);
  });

  test('several preferences, in any case, quoted, the first of a name, unknown ones and parameters ignored', async () => {
    const { status, applied } = await preferring(
      'respond-async; code=500, wait=10, CODE="401"; x=1, Example=invalidKey, code=402',
    );
    expect([status, applied]).toEqual([401, 'code=401, example=invalidKey']);
  });

  test('dynamic with a seed gives the same body each time, and another with another', async () => {
    const first = await preferring('dynamic=true, seed=a');
    expect((await preferring('dynamic=true, seed=a')).text).toBe(first.text);
    expect((await preferring('dynamic=true, seed=b')).text).not.toBe(first.text);
    expect(first.why).toBe('gerado, semente a, com o que foi pedido');
  });

  test('what was not followed is not said to be', async () => {
    expect((await preferring('respond-async')).applied).toBeNull();
    expect((await preferring('seed=a')).applied).toBeNull();
    expect((await preferring('dynamic=true, example=pastTheEnd')).applied).toBe('example=pastTheEnd');
    expect((await preferring('dynamic=true, seed="a \u00e9 b"')).applied).toBe('dynamic=true, seed="a  b"');
  });

  test('dynamic with a code generates the body of that response', async () => {
    const { status, body } = await preferring('code=403, dynamic');
    expect([status, body['success']]).toEqual([403, false]);
  });

  test('a named example wins over dynamic', async () => {
    expect((await preferring('dynamic=true, example=pastTheEnd')).why).toBe('exemplo pastTheEnd');
  });

  test.for([
    ['code=418', 'listContacts não responde 418; responde 200, 400, 401, 402, 403, 429, 500, 503'],
    ['code=abc', 'code deve ser um status, como code=429'],
    ['code=', 'code deve ser um status, como code=429'],
    ['example=', 'example deve ser o nome de um exemplo, como example=firstPage'],
    ['example=nope, code=401', 'listContacts não tem o exemplo nope; tem missingKey, invalidKey'],
    ['dynamic=maybe', 'dynamic deve ser true ou false'],
    ['seed=, dynamic', 'seed deve ser um texto, como seed=abc'],
    ['fault=fire', 'fault deve ser um destes: cut, empty, truncated, html'],
  ])('%s is a 400 that says what there is', async ([prefer, message]) => {
    const { status, body } = await preferring(prefer ?? '');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'validation_error', details: [{ path: '/headers/prefer', message }] });
  });

  test('a wrong one is a 400 where the operation documents none', async () => {
    expect((await preferring('code=418', '/me')).status).toBe(400);
  });
});

describe('--dynamic', () => {
  test('generates unless a request prefers otherwise', async () => {
    const mock = await testMock({ dynamic: true });
    await mock.call('GET', '/contacts');
    await mock.call('GET', '/contacts', { headers: { prefer: 'dynamic=false' } });
    await mock.call('GET', '/contacts', { headers: { prefer: 'example=firstPage' } });
    expect(mock.requests.map(({ reply }) => reply.why)).toEqual([
      'gerado, semente seed, com o que foi pedido',
      'exemplo firstPage',
      'exemplo firstPage',
    ]);
  });
});
