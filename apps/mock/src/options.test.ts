import { describe, expect, test } from 'vitest';
import { OptionError, optionsFrom } from './options.ts';

const read = (argv: string[], environment: NodeJS.ProcessEnv = {}) =>
  optionsFrom(argv, environment, '/folder');

test('without options: both addresses of this machine, port 4010, the examples of this contract', () => {
  expect(read([])).toMatchObject({ host: 'localhost', port: 4010, dynamic: false });
  expect(read([]).contract).toMatch(/spec\/atteny\/openapi\.yaml$/);
});

test('a port on the command line comes before one of the environment', () => {
  expect(read([], { ATTENY_MOCK_PORT: '5000' }).port).toBe(5000);
  expect(read(['--port', '6000'], { ATTENY_MOCK_PORT: '5000' }).port).toBe(6000);
  expect(read([], { ATTENY_MOCK_PORT: '' }).port).toBe(4010);
});

test('options after the dashes that pnpm hands on', () => {
  expect(read(['--', '--port=6000', '-q'])).toMatchObject({ port: 6000, quiet: true });
});

test('a contract is looked for from the folder of the call', () => {
  expect(read(['--contract', 'my/openapi.yaml']).contract).toBe('/folder/my/openapi.yaml');
});

describe('what is wrong is named', () => {
  test.for<[string[], NodeJS.ProcessEnv, string]>([
    [['--port', 'abc'], {}, '--port deve ser um número de 0 a 65535, e é "abc".'],
    [['--port', '65536'], {}, '--port deve ser um número de 0 a 65535, e é "65536".'],
    [['--port', '-1'], {}, 'Opção sem valor, ou com um que ela não aceita: --port. Veja: pnpm mock --help'],
    [[], { ATTENY_MOCK_PORT: 'x' }, 'ATTENY_MOCK_PORT deve ser um número de 0 a 65535, e é "x".'],
    [['--host='], {}, '--host precisa de um valor. Veja: pnpm mock --help'],
    [['--port'], {}, 'Opção sem valor, ou com um que ela não aceita: --port. Veja: pnpm mock --help'],
    [['--dynamic=1'], {}, 'Opção sem valor, ou com um que ela não aceita: --dynamic. Veja: pnpm mock --help'],
    [['-x'], {}, 'Opção desconhecida: -x. Veja: pnpm mock --help'],
    [['extra'], {}, 'Opção desconhecida: extra. Veja: pnpm mock --help'],
  ])('%j %j', ([argv, environment, message]) => {
    expect(() => read(argv, environment)).toThrow(new OptionError(message));
  });
});
