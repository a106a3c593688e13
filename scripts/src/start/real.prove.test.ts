import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProgram } from '@atteny/local-servers';
import { expect, onTestFinished, test } from 'vitest';
import { workspace } from '../repository/files.ts';
import { presentParts } from './parts.ts';
import { assertFree } from './ports.ts';

const minutes = 60_000;

test('the parts that there are come up, the line to paste gets a real reply, and nothing is left afterwards', async () => {
  const parts = presentParts(workspace);
  const ports = new Map(await Promise.all(parts.map(async (part) => [part, await freePort()] as const)));
  const data = await mkdtemp(join(tmpdir(), 'atteny-start-prove-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));

  const start = [join(workspace, 'scripts/run.mjs'), 'scripts/src/start/main.ts'];
  const running = startProgram(process.execPath, start, {
    env: {
      ...process.env,
      ...Object.fromEntries([...ports].map(([{ variable }, port]) => [variable, String(port)])),
      ATTENY_DATA_FOLDER: data,
      ATTENY_METRICS_PORT: String(await freePort()),
    },
    timeoutMs: 5 * minutes,
  });
  onTestFinished(async () => {
    await running.stop('SIGKILL');
  });

  await running.says('Ctrl-C');
  expect(running.output).toContain('Tudo no ar');
  for (const port of ports.values()) expect(running.output).toContain(`http://localhost:${port}/`);

  const [, address = '', key = ''] = /curl (\S+) -H "Authorization: Bearer (\S+)"/.exec(running.output) ?? [];
  const reply = await fetch(address, { headers: { authorization: `Bearer ${key}` } });
  expect(await reply.json()).toMatchObject({ success: true });

  expect(await running.stop()).toBe(0);
  await expect(assertFree(ports)).resolves.toBeUndefined();
});
