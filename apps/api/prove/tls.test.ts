import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Certificate, hasPostgresPrograms, openCluster, type OwnServer } from './own-servers.ts';
import { builtServer, startServer } from './server-process.ts';

describe.skipIf(!hasPostgresPrograms)('TLS to PostgreSQL', () => {
  let folder: string;
  let cluster: OwnServer;
  let own: Certificate;
  let foreign: Certificate;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atteny-tls-'));
    own = issue('own');
    foreign = issue('foreign');
    cluster = await openCluster({ tls: own });
  }, 180_000);
  afterAll(async () => {
    await cluster.close();
    rmSync(folder, { recursive: true });
  });

  /** A certificate of `localhost` that vouches for itself. */
  function issue(name: string): Certificate {
    const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
    const ask = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost`;
    const more = ['-addext', 'subjectAltName=DNS:localhost', '-out', certificate, '-keyout', key];
    execFileSync('openssl', [...ask.split(' '), ...more], { stdio: 'ignore' });
    return { certificate, key };
  }

  const environment = (host: string, root: Certificate) => ({
    DATABASE_URL: `postgres://postgres@${host}:${cluster.port}/postgres?sslmode=verify-full&sslrootcert=${root.certificate}`,
    ATTENY_SECRETS_KEY: randomBytes(32).toString('base64'),
  });

  test('with the authority and the name that it vouches for, every connection is encrypted', async () => {
    const server = await startServer(environment('localhost', own));
    const watching = new Client({
      connectionString: `postgres://postgres@127.0.0.1:${cluster.port}/postgres`,
    });
    await watching.connect();
    const { rows } = await watching.query(
      `select ssl, count(*)::int from pg_stat_ssl join pg_stat_activity using (pid)
       where client_port is not null and pid <> pg_backend_pid() group by ssl`,
    );
    await watching.end();
    expect(rows).toEqual([{ ssl: true, count: expect.any(Number) as number }]);
    expect(await server.stop()).toBe(0);
  });

  test.each([
    ['another authority', 'localhost', () => foreign],
    ['a name that is not in the certificate', '127.0.0.1', () => own],
  ])('with %s it does not start', (_what, host, root) => {
    const { status, stderr } = spawnSync(process.execPath, [builtServer], {
      env: { ...process.env, ...environment(host, root()), ATTENY_API_PORT: '0' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('O certificado do PostgreSQL');
  });

  test('with a PostgreSQL that has none it does not start, and says so', async () => {
    const plain = await openCluster();
    const { status, stderr } = spawnSync(process.execPath, [builtServer], {
      env: {
        ...process.env,
        DATABASE_URL: `postgres://postgres@127.0.0.1:${plain.port}/postgres?sslmode=verify-full`,
        ATTENY_SECRETS_KEY: randomBytes(32).toString('base64'),
        ATTENY_API_PORT: '0',
      },
      encoding: 'utf8',
    });
    await plain.close();
    expect(status).toBe(1);
    expect(stderr).toContain('O PostgreSQL não aceita TLS');
  });
});
