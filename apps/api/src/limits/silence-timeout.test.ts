import { expect, test } from 'vitest';
import { silenceTimeout } from './redis.ts';

const never = () => new Promise<never>(() => {});

test('a server that says nothing is given up', async () => {
  const orTimeOut = silenceTimeout(20);
  await expect(orTimeOut(never)).rejects.toThrow('No answer in time.');
});

test('what the server itself says is passed on', async () => {
  const orTimeOut = silenceTimeout(20);
  expect(await orTimeOut(async () => 7)).toBe(7);
  await expect(orTimeOut(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

test('an answer that came in while this process was busy counts', async () => {
  const orTimeOut = silenceTimeout(20);
  const answer = orTimeOut(
    () =>
      new Promise<string>((resolve) => {
        setTimeout(() => setImmediate(() => resolve('late')), 1);
      }),
  );
  const until = performance.now() + 60;
  while (performance.now() < until);
  expect(await answer).toBe('late');
});
