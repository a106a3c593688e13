import { describe, expect, test } from 'vitest';
import type { Step } from '../journeys/respect.ts';
import { journeyFiles, results } from './journeys.ts';

const request = { method: 'get', url: 'http://localhost:4000/api/v1/contacts?page=2' };
const passed = { name: 'schema check', passed: true, severity: 'error', message: '' };
const failed = {
  name: 'success criteria check',
  passed: false,
  severity: 'error',
  message: 'Checking\n  $statusCode == 200',
};

function step(checks: Step['checks']): Step {
  const response = { statusCode: 500, headers: {}, body: { success: false } };
  return { workflowId: 'everyPage', stepId: 'secondPage', request, response, checks };
}

describe('results of journeys', () => {
  test('a step without a failed check breaks nothing', () => {
    expect(results([step([passed])], ['/api/v1'])).toEqual([
      { name: 'everyPage: secondPage', violations: [] },
    ]);
  });

  test('a failed check is a violation with the request it came from', () => {
    const [result] = results([step([passed, failed])], ['/api/v1']);
    expect(result?.violations).toMatchObject([
      {
        rule: 'success-criteria-check',
        message: 'Checking $statusCode == 200',
        exchange: { request: { method: 'GET', path: '/contacts?page=2' }, response: { status: 500 } },
      },
    ]);
  });

  test('a warning is no violation', () => {
    expect(results([step([{ ...failed, severity: 'warn' }])], [])[0]?.violations).toEqual([]);
  });

  test('a step that a loop takes again is told apart', () => {
    const names = results([step([passed]), step([passed])], []).map(({ name }) => name);
    expect(names).toEqual(['everyPage: secondPage', 'everyPage: secondPage (2)']);
  });

  test('every journey has its file', () => {
    expect(journeyFiles().length).toBeGreaterThanOrEqual(6);
  });
});
