import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isAlive, processesOf, server, untilGone, workspaceWith } from './workspace.fixture.ts';

test('a part ends by itself, with what it has started, when the process that started it is killed', async () => {
  const { workspace, ports } = await workspaceWith({ first: server });
  const [[part, port] = []] = ports;
  const starter = `
    import { PartProcess } from ${JSON.stringify(join(import.meta.dirname, 'part-process.ts'))};
    const place = { port: ${port}, host: 'localhost', workspace: ${JSON.stringify(workspace)} };
    new PartProcess(${JSON.stringify(part)}, { ...place, environment: process.env, onLine: () => {} });
  `.replace('"defaultPort"', 'arguments: () => [], "defaultPort"');
  const parent = spawn(process.execPath, ['--input-type=module', '-e', starter], { stdio: 'inherit' });

  const processes = await vi.waitUntil(
    async () => {
      const pids = await processesOf(workspace, ports);
      return pids.length === 2 && pids.every(isAlive) && pids;
    },
    { timeout: 20_000 },
  );
  parent.kill('SIGKILL');
  await untilGone(processes);
  expect(parent.killed).toBe(true);
});
