import { expect, test } from 'vitest';
import { connectionRefused, failureOf, refusal, scripted } from '../context.fixture.ts';
import { createClient } from '../client.ts';
import { isAttenyError } from './guards.ts';

const conflict = () => failureOf(scripted([refusal(409, 'contact_exists')]).client.GET('/me'));

test('an error is what it is called, and what its class stands for', async () => {
  const error = await conflict();
  expect(isAttenyError(error)).toBe(true);
  expect(isAttenyError(error, 'ApiError')).toBe(true);
  expect(isAttenyError(error, 'ConflictError') && error.code).toBe('contact_exists');
  expect(isAttenyError(error, 'NotFoundError')).toBe(false);
  expect(isAttenyError(error, 'ConnectionError')).toBe(false);
});

test('so is one of another copy of the package', async () => {
  const copy = Object.assign(new Error('of another copy'), await conflict());
  expect(isAttenyError(copy, 'ApiError')).toBe(true);
});

test('each cause has its own name', async () => {
  const refused = await failureOf(scripted([connectionRefused()], { retries: 0 }).client.GET('/me'));
  expect(isAttenyError(refused, 'ConnectionError') && refused.code).toBe('ECONNREFUSED');
  const silent = await failureOf(scripted(['silence'], { retries: 0 }).client.GET('/me'));
  expect(isAttenyError(silent, 'TimeoutError')).toBe(true);
  let misconfigured: unknown;
  try {
    createClient({ apiKey: undefined });
  } catch (error) {
    misconfigured = error;
  }
  expect(isAttenyError(misconfigured, 'ConfigurationError') && misconfigured.option).toBe('apiKey');
  expect(isAttenyError(misconfigured)).toBe(false);
});

test.each([
  undefined,
  null,
  'ApiError',
  { name: 'ApiError' },
  { name: 'ConfigurationError' },
  new Error('x'),
  new DOMException('x', 'TimeoutError'),
])('nothing else is one: %s', (other) => {
  expect(isAttenyError(other)).toBe(false);
  expect(isAttenyError(other, 'TimeoutError')).toBe(false);
});
