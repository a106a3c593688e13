import { expect, test } from 'vitest';
import type { Check, CheckContext, Result } from './checks/check.ts';
import { findingsOf } from './evidence/findings.ts';
import { whole } from './run.ts';
import type { Request } from './target/exchange.ts';
import { createRecorder } from './target/recorder.ts';
import { TargetError } from './target/target-error.ts';

const request: Request = { method: 'GET', path: '/contacts?page=2', headers: {}, body: undefined };
const recorder = createRecorder(() => Promise.reject(new Error('nothing is sent')), false);
const context = { recorder } as CheckContext;

async function resultsOf(run: Check['run']): Promise<Result[]> {
  const results: Result[] = [];
  const check: Check = { name: 'a check', title: 'a check', skip: () => undefined, run };
  for await (const result of whole(check, context)) results.push(result);
  return results;
}

const sound = { name: 'sound', violations: [] };

test('a check that throws is a red result, after those that it gave', async () => {
  const results = await resultsOf(async function* () {
    yield await Promise.resolve(sound);
    throw new TypeError('data.find is not a function');
  });
  expect(results).toMatchObject([
    sound,
    { violations: [{ rule: 'interrupted', message: 'TypeError: data.find is not a function' }] },
  ]);
});

test('what got no answer is told with its request, its operation and where that is written', async () => {
  const results = await resultsOf(async function* () {
    yield await Promise.reject(new TargetError('it did not answer GET /contacts?page=2.', { request }));
  });
  const check = { name: 'a check', title: 'a check' };
  expect(findingsOf([{ check, skipped: undefined, milliseconds: 1, results }])).toMatchObject([
    {
      message: 'it did not answer GET /contacts?page=2.',
      operationId: 'listContacts',
      exchange: 'GET /contacts?page=2',
      source: { file: 'spec/atteny/paths/contacts.yaml' },
    },
  ]);
});
