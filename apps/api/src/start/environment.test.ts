import { expect, test } from 'vitest';
import { readSettings, SettingsError } from './environment.ts';

const read = (environment: Record<string, string>, args: string[] = []) =>
  readSettings(environment, args, '/app');
const problemsOf = (environment: Record<string, string>, args: string[] = []) => {
  try {
    read(environment, args);
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n').slice(1);
  }
  return [];
};
const token = 'x'.repeat(32);

test('with nothing set it is a sandbox on loopback with its data in .data', () => {
  expect(read({})).toEqual({
    mode: 'sandbox',
    host: 'localhost',
    port: 4000,
    storage: { kind: 'folder', path: '/app/.data' },
    redisUrl: null,
    consoleToken: null,
    secretsKey: null,
    metrics: null,
    keepDeliveriesDays: 30,
    logLevel: 'warn',
    docs: null,
    validateReplies: 'all',
    allowedCallers: { hosts: [], origins: [] },
    dashboard: null,
    reset: false,
  });
});

test('production without its settings lists all of them at once', () => {
  const problems = problemsOf({ ATTENY_MODE: 'production', ATTENY_API_PORT: 'x' });
  expect(problems.map((problem) => problem.trim().split(':')[0])).toEqual([
    '- ATTENY_API_PORT',
    '- ATTENY_CONSOLE_TOKEN',
    '- DATABASE_URL',
  ]);
});

test('production over PostgreSQL needs the key of the secrets too', () => {
  const settings = { ATTENY_MODE: 'production', ATTENY_CONSOLE_TOKEN: token, DATABASE_URL: 'postgres://x/y' };
  expect(problemsOf(settings)).toEqual([expect.stringContaining('ATTENY_SECRETS_KEY')]);
  expect(read({ ...settings, ATTENY_SECRETS_KEY: 'k' })).toMatchObject({
    mode: 'production',
    host: '0.0.0.0',
    storage: { kind: 'postgres', url: 'postgres://x/y' },
    metrics: { host: '127.0.0.1', port: 9464 },
    logLevel: 'info',
    validateReplies: 'sample',
  });
});

test('a short console token is no token', () => {
  const settings = { ATTENY_MODE: 'production', ATTENY_DATA_FOLDER: '/data', ATTENY_CONSOLE_TOKEN: 'short' };
  expect(problemsOf(settings)).toEqual([expect.stringContaining('ATTENY_CONSOLE_TOKEN')]);
});

test.each([
  [{ ATTENY_MODE: 'staging' }, [], 'ATTENY_MODE'],
  [{ ATTENY_API_PORT: '70000' }, [], 'ATTENY_API_PORT'],
  [{ ATTENY_KEEP_DELIVERIES_DAYS: '0' }, [], 'ATTENY_KEEP_DELIVERIES_DAYS'],
  [{ ATTENY_LOG_LEVEL: 'loud' }, [], 'ATTENY_LOG_LEVEL'],
  [{ REDIS_URL: 'redis://x' }, [], 'REDIS_URL'],
  [{ DATABASE_URL: 'postgres://x/y', REDIS_URL: 'x:6379' }, [], 'REDIS_URL'],
  [{ DATABASE_URL: 'banco' }, [], 'DATABASE_URL'],
  [{}, ['--rest'], '--rest'],
  [{ DATABASE_URL: 'postgres://x/y' }, ['--reset'], '--reset'],
])('%j %j is refused by name', (environment, args, name) => {
  expect(problemsOf(environment as Record<string, string>, args)).toEqual([expect.stringContaining(name)]);
});

test('the documentation stands where it is said, beside a sandbox, or nowhere', () => {
  expect(read({}).docs).toBeNull();
  expect(read({ ATTENY_DOCS_URL: 'https://exemplo.com.br/docs' }).docs).toBe('https://exemplo.com.br/docs/');
  expect(read({ ATTENY_DOCS_PORT: '5020' }).docs).toBe('http://localhost:5020/');
  expect(problemsOf({ ATTENY_DOCS_URL: 'javascript:alert(1)' })).toEqual([
    expect.stringContaining('ATTENY_DOCS_URL: "javascript:alert(1)" não é um endereço http ou https.'),
  ]);
});

test('a dashboard is a folder, and those who may frame it are origins', () => {
  const folder = { ATTENY_CONSOLE_FOLDER: 'painel' };
  expect(read(folder).dashboard).toEqual({ folder: '/app/painel', frameAncestors: [] });
  const origins = 'https://app.atteny.ai https://app.atteny.ai/x *';
  expect(problemsOf({ ...folder, ATTENY_CONSOLE_FRAME_ANCESTORS: origins })).toEqual([
    expect.stringContaining('"https://app.atteny.ai/x" não é uma origem'),
    expect.stringContaining('"*" não é uma origem'),
  ]);
});
