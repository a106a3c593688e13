import { expect, test } from 'vitest';
import { optionsFrom, usage } from './options.ts';

test('options are off unless given, and an unknown one is a sentence', () => {
  expect(optionsFrom([])).toEqual({ help: false, logs: false, host: 'localhost' });
  expect(optionsFrom(['--logs', '-h'])).toEqual({ help: true, logs: true, host: 'localhost' });
  expect(() => optionsFrom(['--port', '1'])).toThrow(
    'Opção desconhecida em "--port 1". Veja: pnpm start --help',
  );
});

test('help names every variable and its usual port', () => {
  expect(usage()).toMatch(/ATTENY_MOCK_PORT +porta: mock \(4010\)/);
  expect(usage()).toMatch(/ATTENY_API_PORT +porta: servidor \(4000\)/);
});
