import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ContractError } from '../src/contract-error.ts';
import { changedContract, temporaryFolder } from './document.fixture.ts';
import { assertFresh, generate } from './generate.ts';

const root = fileURLToPath(new URL('../../../spec/atteny/openapi.yaml', import.meta.url));

/** What the generator says of the public contract with one file changed. */
async function refusal(file: string, change: (text: string) => string): Promise<string> {
  const source = { name: 'public', root: await changedContract(file, change) };
  const failure: unknown = await generate([source], await temporaryFolder()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ContractError);
  return (failure as ContractError).message;
}

describe('a contract that cannot be read is one sentence with file and line', () => {
  test('YAML that does not parse', async () => {
    const message = await refusal('paths/me.yaml', (text) =>
      text.replace('operationId: getMe', 'operationId: [getMe'),
    );
    expect(message).toMatch(/^\S*paths\/me\.yaml:\d+:\d+ Failed to parse: [^\n]+$/);
  });

  test('a reference to a file that is not there', async () => {
    const message = await refusal('paths/contacts.yaml', (text) =>
      text.replace('ContactResponse.yaml', 'Nobody.yaml'),
    );
    expect(message).toMatch(
      /^\S*paths\/contacts\.yaml:\d+:\d+ Can't resolve \$ref: there is no file Nobody\.yaml$/,
    );
  });

  test('an operationId that is taken twice', async () => {
    const message = await refusal('paths/me.yaml', (text) => text.replace('getMe', 'listContacts'));
    expect(message).toMatch(/^\S*\.yaml:\d+:\d+ Every operation must have a unique `operationId`\.$/);
  });

  test('a root document that does not parse', async () => {
    const message = await refusal('openapi.yaml', (text) => text.replace('paths:', 'paths: ['));
    expect(message).toMatch(/^\S*openapi\.yaml:\d+:\d+ [^\n]+$/);
  });

  test('a root document that is not there', async () => {
    const source = { name: 'public', root: join(await temporaryFolder(), 'openapi.yaml') };
    await expect(generate([source], await temporaryFolder())).rejects.toThrow(
      /openapi\.yaml does not exist or is not/,
    );
  });
});

test('a contract that contradicts itself is refused by name', async () => {
  const scope = await refusal('paths/me.yaml', (text) =>
    text.replace('apiKey: []', 'apiKey: [contacts:red]'),
  );
  expect(scope).toBe('getMe asks for the scope contacts:red, which no security scheme lists');
});

describe('files', () => {
  test('the second run writes nothing, and what was written is fresh', async () => {
    const folder = await temporaryFolder();
    const sources = [{ name: 'public', root }];
    expect(await generate(sources, folder)).toHaveLength(4);
    expect(await generate(sources, folder)).toEqual([]);
    await expect(assertFresh(sources, folder)).resolves.toBeUndefined();
  });

  test('a document with an English edition says in both languages what its operations do', async () => {
    const folder = await temporaryFolder();
    const english = ['shared.en.yaml', 'en.yaml'].map((name) => join(dirname(root), 'overlays', name));
    expect(await generate([{ name: 'public', root, english }], folder)).toHaveLength(5);
    const { summaries } = await import(join(folder, 'public-summaries.ts'));
    expect(summaries['pt-BR'].listContacts).toBe('Listar contatos');
    expect(summaries.en.listContacts).toBe('List contacts');
  });

  test('one that was edited by hand is named, kept by the check and put right by the next run', async () => {
    const folder = await temporaryFolder();
    const sources = [{ name: 'public', root }];
    await generate(sources, folder);
    await writeFile(join(folder, 'public-vocabulary.ts'), 'edited');
    await expect(assertFresh(sources, folder)).rejects.toThrow(
      /public-vocabulary\.ts is not what spec\/ says\. Run `pnpm generate`/,
    );
    expect(await readFile(join(folder, 'public-vocabulary.ts'), 'utf8')).toBe('edited');
    expect(await generate(sources, folder)).toEqual(['public-vocabulary.ts']);
  });
});
