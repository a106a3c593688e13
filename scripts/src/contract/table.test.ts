import { describe, expect, test } from 'vitest';
import { rowsOf, tableOf, type Part, type TaskSummary } from './table.ts';

const part: Part = {
  taskId: '@atteny/contract-run#contract:mock',
  title: 'suite on the mock',
  report: 'mock',
};
const execution = { startTime: 1000, endTime: 13_340, exitCode: 0 };
const task: TaskSummary = { taskId: part.taskId, cache: { status: 'MISS' }, execution };
const numbers = { passed: 992, failed: 0, coverage: { statuses: { seen: 173, all: 173, unseeable: 0 } } };

describe('rows of the closing table', () => {
  test('a part that ran tells its numbers and its time', () => {
    expect(rowsOf([part], [task], { suite: () => numbers, mutants: () => undefined })).toEqual([
      { ok: true, title: part.title, result: '992 passed, 0 failed; 173 of 173 statuses', time: '12.3 s' },
    ]);
  });

  test('a part that turbo remembered is unchanged', () => {
    const [row] = rowsOf([part], [{ ...task, cache: { status: 'HIT' } }], {
      suite: () => numbers,
      mutants: () => undefined,
    });
    expect(row?.time).toBe('unchanged');
  });

  test('a part that failed before it could count points to what it said', () => {
    const [row] = rowsOf([part], [{ ...task, execution: { ...execution, exitCode: 2 } }], {
      suite: () => undefined,
      mutants: () => undefined,
    });
    expect(row).toMatchObject({ ok: false, result: 'failed, see above' });
  });

  test('a part that was not reached is no success', () => {
    expect(rowsOf([part], [], { suite: () => numbers, mutants: () => undefined })).toMatchObject([
      { ok: false, result: 'not reached' },
    ]);
  });

  test('columns stand under each other', () => {
    const rows = [
      { ok: true, title: 'gate', result: 'ok', time: 'unchanged' },
      { ok: false, title: 'specification lint', result: 'failed, see above', time: '2.0 s' },
    ];
    expect(tableOf(rows)).toBe(
      '✔ gate                ok                 unchanged\n✖ specification lint  failed, see above  2.0 s',
    );
  });
});

test('mutants are told by the share that was noticed', () => {
  const [row] = rowsOf([{ taskId: part.taskId, title: 'mutants', mutants: true }], [task], {
    suite: () => undefined,
    mutants: () => ({ killed: 985, all: 1000 }),
  });
  expect(row).toMatchObject({ ok: true, result: '98.5 % noticed, 985 of 1000' });
});
