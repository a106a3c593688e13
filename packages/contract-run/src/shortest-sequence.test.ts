import { fileURLToPath } from 'node:url';
import { type FaultyServer, startFaultyServer } from '@atteny/contract-tests/faults';
import { run } from '@atteny/local-servers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const suite = at('packages/contract-tests/src/main.ts');

let server: FaultyServer;

beforeAll(async () => {
  server = await startFaultyServer([process.execPath, at('apps/api/faults/main.ts')]);
}, 60_000);

afterAll(() => server.close());

/** The lines for a shell that the suite prints for the first fault of its sequences. */
async function sequenceFor(fault: string): Promise<string[]> {
  await server.switchTo(fault);
  const { target, key, console: base, consoleToken } = server.greeting;
  const options = ['--target', target, '--console', base, '--only', 'sequences', '--seed', '1'];
  const env = { ...process.env, ATTENY_KEY: key, ATTENY_CONSOLE_TOKEN: consoleToken };
  const { code, stdout: output } = await run(process.execPath, [suite, ...options], { env });
  expect(code).toBe(1);
  const told = output.slice(output.indexOf('\nfaults\n'));
  const shell = told.split('\n').map((line) => /^ {6}(\S.*)$/.exec(line)?.[1]);
  const first = shell.findIndex((line) => line !== undefined);
  return shell.slice(first, shell.indexOf(undefined, first)).map(String);
}

/** Of a request its method and path, of all else the words that say what it is. */
const brief = (line: string): string =>
  [/-X (\w+)/.exec(line)?.[1] ?? 'GET', /"\$ATTENY_(?:TARGET|CONSOLE)"?'?(\/[\w/-]*)/.exec(line)?.[1]].join(
    ' ',
  );

// A sequence of two dozen steps is made as short as what it shows: the birth of its world, what made the state, and the look.
describe('a fault that needs several steps is told by the shortest sequence', { timeout: 180_000 }, () => {
  test('what was changed is not kept', async () => {
    const steps = (await sequenceFor('PATCH of a contact answers well and changes nothing')).map(brief);
    expect(steps.length).toBeLessThanOrEqual(4);
    expect(steps.join(', ')).toContain('PATCH /contacts/');
  });

  test('what was deleted is still there', async () => {
    const steps = (await sequenceFor('a deleted endpoint is still shown')).map(brief);
    expect(steps.length).toBeLessThanOrEqual(5);
    expect(steps.join(', ')).toContain('DELETE /webhooks/');
  });

  test('a list forgets what came fifth', async () => {
    const steps = (await sequenceFor('a list of contacts ends after four')).map(brief);
    expect(steps.length).toBeLessThanOrEqual(8);
    expect(steps.at(-1)).toBe('GET /contacts');
  });
});
