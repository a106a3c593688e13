import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { places } from '../prepare.ts';
import { demoKey } from './origins.ts';

test('the key that the samples show is the one that the sandbox shows as it starts', async () => {
  const data = await mkdtemp(join(tmpdir(), 'atteny-docs-data-'));
  const server = spawn(process.execPath, [join(places.spec, '..', 'apps', 'api', 'src', 'main.ts')], {
    env: {
      ...process.env,
      ATTENY_MODE: 'sandbox',
      ATTENY_API_PORT: '0',
      ATTENY_DATA_FOLDER: data,
      DATABASE_URL: '',
      REDIS_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  try {
    await expect.poll(() => said, { timeout: 80_000 }).toContain(demoKey);
  } finally {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill();
    await ended;
    await rm(data, { recursive: true });
  }
});
