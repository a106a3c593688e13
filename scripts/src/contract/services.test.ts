import { expect, test } from 'vitest';
import { reachableServices } from './services.ts';

test('a service that answers is named, one that does not is left out', async () => {
  const reaches = (url: URL): Promise<boolean> => Promise.resolve(url.protocol === 'redis:');
  expect(await reachableServices({}, reaches)).toEqual({
    postgres: undefined,
    redis: 'redis://127.0.0.1:6379',
  });
});

test('an address from the environment goes first', async () => {
  const environment = { ATTENY_CONTRACT_POSTGRES: 'postgres://ci@db:5433/x' };
  const { postgres } = await reachableServices(environment, () => Promise.resolve(true));
  expect(postgres).toBe('postgres://ci@db:5433/x');
});
