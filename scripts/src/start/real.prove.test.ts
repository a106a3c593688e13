import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@atteny/local-servers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { workspace } from '../repository/files.ts';
import { presentParts } from './parts.ts';
import { assertFree } from './ports.ts';

const minutes = 60_000;

test('the parts that there are come up, the line to paste gets a real reply, and nothing is left afterwards', async () => {
  const parts = presentParts(workspace);
  const ports = new Map(await Promise.all(parts.map(async (part) => [part, await freePort()] as const)));
  const data = await mkdtemp(join(tmpdir(), 'atteny-start-prove-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));

  const running = spawn(process.execPath, [join(workspace, 'scripts/run.mjs'), 'scripts/src/start/main.ts'], {
    env: {
      ...process.env,
      ...Object.fromEntries([...ports].map(([{ variable }, port]) => [variable, String(port)])),
      ATTENY_DATA_FOLDER: data,
      ATTENY_METRICS_PORT: String(await freePort()),
    },
  });
  let output = '';
  for (const stream of [running.stdout, running.stderr]) {
    stream.on('data', (text: Buffer) => (output += text.toString()));
  }
  const exit = new Promise((resolve) => running.once('close', resolve));
  onTestFinished(() => void running.kill('SIGKILL'));

  await vi.waitUntil(() => output.includes('Ctrl-C') || running.exitCode !== null, {
    timeout: 5 * minutes,
    interval: 100,
  });
  expect(output).toContain('Tudo no ar');
  for (const port of ports.values()) expect(output).toContain(`http://localhost:${port}/`);

  const [, address = '', key = ''] = /curl (\S+) -H "Authorization: Bearer (\S+)"/.exec(output) ?? [];
  const reply = await fetch(address, { headers: { authorization: `Bearer ${key}` } });
  expect(await reply.json()).toMatchObject({ success: true });

  running.kill('SIGTERM');
  expect(await exit).toBe(0);
  await expect(assertFree(ports)).resolves.toBeUndefined();
});
