import { expect, test } from 'vitest';
import { taskEnvironment } from './task-environment.ts';

test('telemetry is off whatever the caller says, and the rest of the environment is kept', () => {
  const environment = taskEnvironment({ PATH: '/bin', REDOCLY_TELEMETRY: 'on' });
  expect(environment).toMatchObject({
    PATH: '/bin',
    REDOCLY_TELEMETRY: 'off',
    TURBO_TELEMETRY_DISABLED: '1',
  });
});
