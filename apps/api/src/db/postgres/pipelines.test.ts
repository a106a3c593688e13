import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOwnPostgres, dialects } from '../../testing/databases.ts';
import { openPipelines, type Pipelines } from './pipelines.ts';
import { withTimeBudget } from '../time-budget.ts';

describe.skipIf(!dialects.includes('postgres'))('pipelines', () => {
  let own: Awaited<ReturnType<typeof createOwnPostgres>>;
  let pipelines: Pipelines;
  beforeAll(async () => {
    own = await createOwnPostgres();
    pipelines = openPipelines(own.url, { lines: 1 });
  });
  afterAll(async () => {
    await pipelines.end();
    await own.drop();
  });

  const echo = (value: number | string | null) =>
    pipelines.query({
      name: 'echo',
      text: 'select $1::text as text, length($1)::bigint as length, true as yes',
      values: [value],
    });

  test('answers belong to their statements, and columns to their types', async () => {
    const values = Array.from({ length: 40 }, (_, index) => 'x'.repeat(index));
    const rows = await Promise.all(values.map(echo));
    expect(rows).toEqual(values.map((text) => [{ text, length: text.length, yes: true }]));
    expect(await echo(null)).toEqual([{ text: null, length: null, yes: true }]);
  });

  test('a statement that fails takes no other with it', async () => {
    const wrong = { name: 'wrong', text: 'select 1 / $1::int as one', values: [0] };
    const [before, failed, after] = await Promise.allSettled([echo('a'), pipelines.query(wrong), echo('b')]);
    expect([before.status, failed.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await pipelines.query({ ...wrong, values: [1] })).toEqual([{ one: 1 }]);
  });

  test('a connection that is ended is replaced', async () => {
    const end = { name: 'end', text: 'select pg_terminate_backend(pg_backend_pid())', values: [] };
    await expect(pipelines.query(end)).rejects.toThrow('PostgreSQL does not answer.');
    expect(await echo('c')).toHaveLength(1);
    expect(pipelines.inUse()).toEqual({ open: 1, idle: 1, waiting: 0 });
  });
  test('whoever has little time left takes no time from the others', async () => {
    const slow = { name: 'slow', text: 'select pg_sleep($1::float)::text as slept', values: [0.6] };
    const before = await pipelines.query({
      name: 'backend',
      text: 'select pg_backend_pid() as pid',
      values: [],
    });
    const [hurried, patient, next] = await Promise.allSettled([
      withTimeBudget(100, () => pipelines.query(slow)),
      withTimeBudget(2_500, () => pipelines.query(slow)),
      withTimeBudget(2_500, () => echo('d')),
    ]);
    expect([hurried.status, patient.status, next.status]).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(
      await pipelines.query({ name: 'backend', text: 'select pg_backend_pid() as pid', values: [] }),
    ).toEqual(before);
    expect(pipelines.inUse()).toEqual({ open: 1, idle: 1, waiting: 0 });
  });
});
