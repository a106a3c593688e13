import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { recordingLog, root, testMock } from '../mock.fixture.ts';
import { LiveContract } from './live-contract.ts';

const longWait = { timeout: 30_000, interval: 50 };

/** A copy of the contract that is followed, and what was said about it. */
async function followedCopy() {
  const folder = await mkdtemp(join(tmpdir(), 'atteny-mock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(dirname(root), folder, { recursive: true });
  const recorded = recordingLog();
  const live = await LiveContract.open(join(folder, 'openapi.yaml'), recorded.log);
  onTestFinished(() => live.close());
  return {
    ...recorded,
    live,
    folder,
    async edit(file: string, from: string, to: string): Promise<void> {
      const text = await readFile(join(folder, file), 'utf8');
      expect(text).toContain(from);
      await writeFile(join(folder, file), text.replace(from, to));
    },
  };
}

const response = 'components/responses/UnknownPath.yaml';
const sentence = 'Este caminho não existe na API. Confira o endereço e a versão.';

describe('a contract that is edited while the mock runs', () => {
  test('is in force as soon as it is saved', async () => {
    const copy = await followedCopy();
    const mock = await testMock({ contract: () => copy.live.current });
    const before = await mock.call('GET', '/nothing');
    await copy.edit(response, sentence, 'Nada por aqui.');
    await vi.waitUntil(() => copy.notices.length > 0, longWait);
    const after = await mock.call('GET', '/nothing');
    expect(after.body['error']).toBe('Nada por aqui.');
    expect(after.headers.get('x-contract-version')).toMatch(/^1\.0\.0\+[0-9a-f]{12}$/);
    expect(after.headers.get('x-contract-version')).not.toBe(before.headers.get('x-contract-version'));
    expect(copy.notices).toEqual([expect.stringContaining(String(after.headers.get('x-contract-version')))]);
    expect(copy.problems).toEqual([]);
  });

  test('stays as it was while it is broken, and one sentence says where; put right, it is in force', async () => {
    const copy = await followedCopy();
    const mock = await testMock({ contract: () => copy.live.current });
    await copy.edit('paths/me.yaml', 'summary: Ver', 'summary: [Ver');
    await vi.waitUntil(() => copy.problems.length > 0, longWait);
    expect(copy.problems).toEqual([
      expect.stringMatching(/^\S*paths\/me\.yaml:\d+:\d+ [^\n]+\. O mock segue com o último contrato bom\.$/),
    ]);
    const { status, headers } = await mock.call('GET', '/me');
    expect([status, headers.get('x-contract-stale')]).toEqual([200, 'true']);

    await copy.edit(response, sentence, 'Nada por aqui.');
    await copy.edit('paths/me.yaml', 'summary: [Ver', 'summary: Ver');
    await vi.waitUntil(() => !copy.live.current.stale && copy.notices.length > 0, longWait);
    const mended = await mock.call('GET', '/nothing');
    expect([mended.body['error'], mended.headers.get('x-contract-stale')]).toEqual(['Nada por aqui.', null]);
  });

  test('is read again when an editor puts a new file in the place of the old one', async () => {
    const copy = await followedCopy();
    const file = join(copy.folder, response);
    for (const words of ['Primeira.', 'Segunda.']) {
      const before = copy.notices.length;
      const text = await readFile(file, 'utf8');
      await writeFile(`${file}~`, text.replace(/error: .*/, `error: ${words}`));
      await rename(`${file}~`, file);
      await vi.waitUntil(() => copy.notices.length > before, longWait);
      expect([...copy.live.current.contract.unknownPath.examples.values()]).toMatchObject([{ error: words }]);
    }
  });

  test('serves the requests that arrive while it is read again', async () => {
    const copy = await followedCopy();
    const mock = await testMock({ contract: () => copy.live.current });
    await copy.edit(response, sentence, 'Nada por aqui.');
    const statuses = new Set<number>();
    while (copy.notices.length === 0) statuses.add((await mock.call('GET', '/me')).status);
    expect([...statuses]).toEqual([200]);
    expect(mock.problems).toEqual([]);
  });
});

describe('a contract that cannot be used to begin with is a sentence', () => {
  async function refusal(file: string, from: string, to: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'atteny-mock-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(dirname(root), folder, { recursive: true });
    const text = await readFile(join(folder, file), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(folder, file), text.replace(from, to));
    const opened = LiveContract.open(join(folder, 'openapi.yaml'), recordingLog().log);
    return opened.then(
      () => 'no refusal',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  }

  test.for([
    ['openapi.yaml', 'paths:', 'paths: [', /^ContractError: \S*openapi\.yaml:\d+:\d+ [^\n]+$/],
    [
      'paths/me.yaml',
      'Unauthorized.yaml',
      'Gone.yaml',
      /^ContractError: \S*me\.yaml:\d+:\d+ [^\n]*Gone\.yaml$/,
    ],
    ['paths/me.yaml', 'getMe', 'listContacts', /^ContractError: \S*\.yaml:\d+:\d+ [^\n]*operationId[^\n]*$/],
    [
      'openapi.yaml',
      'requestBodyBytes: 102400',
      'requestBodyBytes: many',
      /^ContractError: x-atteny-limits needs /,
    ],
    ['components/securitySchemes/apiKey.yaml', '{38}$', '{38$', /^ContractError: x-atteny-pattern [^\n]+$/],
    [
      'components/schemas/PhoneNumber.yaml',
      '{6,14}$',
      '{6,14$',
      /^ContractError: #\/components\/schemas\/PhoneNumber\/pattern Invalid regular expression[^\n]*$/,
    ],
    [response, '    examples:', '    x-examples:', /^ContractError: components\.responses\.UnknownPath /],
  ] as const)('%s: %s → %s', async ([file, from, to, expected]) => {
    expect(await refusal(file, from, to)).toMatch(expected);
  });
});
