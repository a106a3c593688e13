import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import pino from 'pino';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createOwnPostgres, dialects } from '../testing/databases.ts';
import { openStores } from './open.ts';
import { startFailure } from './start-failure.ts';

/** What a server says that does not start with these addresses. */
async function said(url: string, redisUrl: string | null = null): Promise<string> {
  const settings = { storage: { kind: 'postgres', url }, redisUrl, reset: false } as const;
  try {
    const stores = await openStores(settings, { clock: systemClock, log: pino({ level: 'silent' }) });
    await stores.close();
  } catch (error) {
    return startFailure(error);
  }
  return 'It started.';
}

/** A port that takes connections and answers each with this, or with nothing. */
async function answering(reply?: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (reply !== undefined) socket.on('data', () => socket.write(reply));
    onTestFinished(() => void socket.destroy());
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe.skipIf(!dialects.includes('postgres'))('a server that does not start says why in a sentence', () => {
  async function ownPostgres() {
    const own = await createOwnPostgres();
    onTestFinished(() => own.drop());
    return own.url;
  }
  const as = (user: string, url: string) => {
    const address = new URL(url);
    address.username = user;
    return address.href;
  };

  test('when its user is unknown', async () => {
    expect(await said(as('nobody_of_that_name', await ownPostgres()))).toContain(
      'O PostgreSQL não deixa entrar o usuário de DATABASE_URL.',
    );
  });

  test('when its user may not create tables', async () => {
    const url = await ownPostgres();
    const role = `atteny_test_weak_${randomBytes(4).toString('hex')}`;
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`create role ${role} login`);
    onTestFinished(async () => {
      await client.query(`drop role ${role}`);
      await client.end();
    });
    expect(await said(as(role, url))).toContain('O usuário de DATABASE_URL não pode criar tabelas no banco.');
  });

  test('when the certificate that it should trust is not there', async () => {
    const url = `${await ownPostgres()}?sslmode=verify-full&sslrootcert=/no/such/file.pem`;
    expect(await said(url)).toContain('Falta um arquivo que DATABASE_URL nomeia');
  });

  test('when PostgreSQL says nothing', async () => {
    expect(await said(`postgres://x@127.0.0.1:${await answering()}/x`)).toContain('não responde.');
  });

  test.each(['-NOAUTH Authentication required.\r\n', '-WRONGPASS invalid username-password pair.\r\n'])(
    'when Redis says %j',
    async (reply) => {
      const redis = `redis://:wrong@127.0.0.1:${await answering(reply)}`;
      expect(await said(await ownPostgres(), redis)).toContain('O Redis recusou a senha em REDIS_URL.');
    },
  );
});
