import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { run } from '@atteny/local-servers';
import { expect, test } from 'vitest';
import { explain } from './failure.ts';

const main = join(import.meta.dirname, 'main.ts');

const docs = (...parameters: string[]) => run(process.execPath, [main, ...parameters]);

test('--help shows the options and starts nothing', async () => {
  const { code, stdout } = await docs('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('--port');
});

test('a wrong option is one sentence and a failure', async () => {
  const { code, stderr } = await docs('--port', 'x');
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toEqual(['--port é "x"; precisa ser uma porta de 0 a 65535.']);
});

test('a port in use is one sentence that says what to do, before anything is built', async () => {
  const other = createServer().listen(0, '::1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, stdout, stderr } = await docs('--port', String(port));
  other.close();
  expect(`${stdout}${stderr}`.trim()).toBe(
    `A porta ${port} já está em uso em localhost. Escolha outra com --port ou ATTENY_DOCS_PORT.`,
  );
  expect(code).toBe(1);
});

test('a folder that cannot be written is named', () => {
  const error = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/site/dist.next' });
  expect(explain(error)).toBe(
    'Não é possível escrever em /site/dist.next. Dê a este usuário permissão para isso.',
  );
});
