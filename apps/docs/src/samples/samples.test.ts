import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { realEdition } from '../testing/edition.ts';
import { sampleLanguages, samplesOf } from './samples.ts';

const { operations, origins } = await realEdition();
const all = operations
  .filter(({ kind }) => kind === 'operation')
  .flatMap((operation) =>
    samplesOf(operation, origins.mock).map((sample) => ({
      name: `${operation.id}-${sample.language.id}-${sample.example?.name ?? 'plain'}`,
      operation,
      ...sample,
    })),
  );
const inLanguage = (id: string) => all.filter(({ language }) => language.id === id);
// Inside the package, where the samples find @atteny/client as an app would.
const folder = mkdtempSync(join(import.meta.dirname, '..', '..', '.samples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every operation has a sample in each language, for each of its request examples', () => {
  for (const operation of operations.filter(({ kind }) => kind === 'operation')) {
    const examples = Math.max(1, operation.body?.examples.length ?? 0);
    expect(all.filter((sample) => sample.operation === operation)).toHaveLength(
      sampleLanguages.length * examples,
    );
  }
});

test('the TypeScript samples compile against the real client', () => {
  for (const { name, source } of inLanguage('typescript')) writeFileSync(join(folder, `${name}.ts`), source);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../tsconfig.json', include: ['*.ts'], exclude: [] }),
  );
  const compiled = spawnSync('tsc', ['--noEmit', '-p', folder], { encoding: 'utf8' });
  expect(compiled.stdout).toBe('');
  expect(compiled.status).toBe(0);
});

test('a wrong TypeScript sample would not compile', () => {
  const file = join(folder, 'getMe-typescript-plain.ts');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace("'/me'", "'/mee'"));
  const compiled = spawnSync('tsc', ['--noEmit', '-p', folder], { encoding: 'utf8' });
  writeFileSync(file, before);
  expect(compiled.stdout).toContain('getMe-typescript-plain.ts');
});

const noPython = spawnSync('python3', ['--version']).error !== undefined;

test.skipIf(noPython)('the Python samples compile', () => {
  const program = 'import sys, json\nfor s in json.load(sys.stdin): compile(s, "sample", "exec")';
  const sources = JSON.stringify(inLanguage('python').map(({ source }) => source));
  const { status, stderr } = spawnSync('python3', ['-c', program], { input: sources, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('a shell reads in the curl samples what the contract’s example says', () => {
  const read = inLanguage('curl').map(({ source }) => {
    const command = source.replace(/^curl/, String.raw`printf '%s\n'`);
    const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    const [head, body] = stdout.split('-d\n');
    return {
      key: head?.includes(`\nAuthorization: Bearer ${origins.mock.key}\n`),
      body: body && (JSON.parse(body) as unknown),
    };
  });
  const meant = inLanguage('curl').map(({ operation, example }) => ({
    key: true,
    body: operation.body?.examples.find(({ name }) => name === example?.name)?.value,
  }));
  expect(read).toEqual(meant);
});
