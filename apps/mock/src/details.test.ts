import { webhookEvents } from '@atteny/contract';
import { describe, expect, test } from 'vitest';
import { testMock } from './mock.fixture.ts';

async function details(...call: Parameters<Awaited<ReturnType<typeof testMock>>['call']>) {
  const mock = await testMock();
  const { status, body } = await mock.call(...call);
  expect([status, body['code']]).toEqual([400, 'validation_error']);
  return (body['details'] as { path: string; message: string }[]).map(
    ({ path, message }) => `${path} ${message}`,
  );
}

const endpoint = { url: 'https://loja.example/atteny', events: ['message.sent'] };

describe('a 400 says where and what, in Portuguese', () => {
  test.for<[string, unknown, string[]]>([
    ['/contacts', {}, ['/body/phoneNumber é obrigatório']],
    [
      '/contacts',
      { phoneNumber: '11 98765' },
      ['/body/phoneNumber não está no formato esperado, como +5511987654321'],
    ],
    ['/contacts', { phoneNumber: 5_511_987_654_321 }, ['/body/phoneNumber deve ser texto']],
    ['/contacts', { phoneNumber: '+5511987654321', name: 7 }, ['/body/name deve ser texto ou null']],
    ['/contacts', { phoneNumber: '+5511987654321', 'na/m~e': '' }, ['/body/na~1m~0e não existe no contrato']],
    [
      '/contacts',
      { phoneNumber: '+5511987654321', name: 'x'.repeat(121) },
      ['/body/name deve ter no máximo 120 caracteres'],
    ],
    ['/webhooks', { ...endpoint, events: [] }, ['/body/events deve ter ao menos 1 item']],
    [
      '/webhooks',
      { ...endpoint, events: ['message.sent', 'message.sent'] },
      ['/body/events não pode ter itens repetidos'],
    ],
    [
      '/webhooks',
      { ...endpoint, events: ['message.read'] },
      [`/body/events/0 deve ser um destes: ${webhookEvents.join(', ')}`],
    ],
    ['/webhooks/w/rotate-secret', { overlapHours: 25 }, ['/body/overlapHours deve ser no máximo 24']],
    ['/webhooks/w/rotate-secret', { overlapHours: 1.5 }, ['/body/overlapHours deve ser um número inteiro']],
    [
      '/webhooks/w/redeliver-failed',
      { since: 'ontem' },
      ['/body/since deve ser data e hora em RFC 3339, como 2026-03-16T14:05:09.000Z'],
    ],
    ['/conversations/c/messages', { content: 'oi', type: 'IMAGE' }, ['/body/mediaUrl é obrigatório']],
  ])('POST %s %j', async ([path, body, expected]) => {
    expect(await details('POST', path, { body })).toEqual(expected);
  });

  test.for<[string, string[]]>([
    ['limit=101', ['/query/limit deve ser no máximo 100']],
    ['limit=x&page=0', ['/query/limit deve ser um número inteiro', '/query/page deve ser no mínimo 1']],
    ['limit=1&limit=2', ['/query/limit deve ser um número inteiro']],
    ['limit=1e1', ['/query/limit deve ser um número inteiro']],
    ['page=0x1', ['/query/page deve ser um número inteiro']],
    ['limit=%205', ['/query/limit deve ser um número inteiro']],
    ['limit=', ['/query/limit deve ser um número inteiro']],
    [
      'search=',
      [
        '/query/search deve ter ao menos 1 caractere',
        '/query/search não está no formato esperado, como joao',
      ],
    ],
    ['search=%ED%A0%80', ['/query/search deve ser um texto em UTF-8 bem formado, sem o caractere NUL']],
    ['search=%00', ['/query/search deve ser um texto em UTF-8 bem formado, sem o caractere NUL']],
  ])('GET /contacts?%s', async ([query, expected]) => {
    expect(await details('GET', `/contacts?${query}`)).toEqual(expected);
  });

  test('a header', async () => {
    for (const value of ['with space', '', 'x'.repeat(256)]) {
      const headers = { 'idempotency-key': value };
      const said = await details('POST', '/contacts', { headers, body: { phoneNumber: '+5511987654321' } });
      expect(said.at(-1)).toMatch(/^\/headers\/idempotency-key não está no formato esperado/);
    }
  });
});

test('no more of them than the contract allows', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`p${index}${'x'.repeat(400)}`, 1]),
  );
  const said = await details('POST', '/contacts', { body: { phoneNumber: '+5511987654321', ...many } });
  expect(said).toHaveLength(50);
  for (const each of said) expect(each.split(' ')[0]?.length).toBeLessThanOrEqual(300);
});
