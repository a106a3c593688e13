import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('without a word the site is at home, and so are the local servers', () => {
  expect(readSettings([], {})).toEqual({
    help: false,
    host: 'localhost',
    port: 4020,
    ports: { mock: 4010, sandbox: 4000 },
    site: 'http://localhost:4020/',
  });
});

test('the command line wins over the environment', () => {
  const settings = readSettings(['--port', '5000', '--host', '::1'], { ATTENY_DOCS_PORT: '6000' });
  expect(settings).toMatchObject({ port: 5000, host: '::1' });
});

test.each([
  [['--port', 'x'], {}, '--port é "x"'],
  [[], { ATTENY_MOCK_PORT: '70000' }, 'ATTENY_MOCK_PORT é "70000"'],
  [['--prot', '1'], {}, 'Opção desconhecida ou sem valor: --prot 1'],
])('%j %j is refused: %s', (parameters, environment, message) => {
  expect(() => readSettings(parameters, environment)).toThrow(message);
});

test('the address of the site ends with a slash, and is one', () => {
  expect(readSettings([], { ATTENY_DOCS_URL: 'https://docs.example/api' }).site).toBe(
    'https://docs.example/api/',
  );
  expect(() => readSettings([], { ATTENY_DOCS_URL: 'docs' })).toThrow('ATTENY_DOCS_URL é "docs"');
});
