import { describe, expect, test, vi } from 'vitest';
import { start, type Start } from './start.ts';
import { Supervisor } from './supervisor.ts';
import {
  falling,
  isAlive,
  listening,
  processesOf,
  server,
  silent,
  stubborn,
  untilGone,
  workspaceWith,
} from './workspace.fixture.ts';

/** Runs the parts; `printed` grows, `end()` asks for the end. */
function run(given: Pick<Start, 'workspace' | 'ports'>, timeouts = { start: 20_000, stop: 10_000 }) {
  const printed: string[] = [];
  const stop = new AbortController();
  const up = Promise.withResolvers<void>();
  const done = start({
    ...given,
    environment: process.env,
    logs: false,
    host: 'localhost',
    timeouts,
    print(text) {
      printed.push(text);
      if (text.includes('Tudo no ar')) up.resolve();
    },
    now: () => 0,
    stop: stop.signal,
  });
  return { printed, done, up: () => Promise.race([up.promise, done]), end: () => stop.abort() };
}

describe('start', () => {
  test('names each part as it answers, then every address, and leaves no process behind', async () => {
    const given = await workspaceWith({ first: server, second: server });
    const running = run(given);
    await running.up();
    expect(running.printed.slice(1, 3).toSorted()).toEqual(['  ✓ first (0,0 s)', '  ✓ second (0,0 s)']);
    for (const port of given.ports.values()) {
      expect(running.printed.at(-1)).toContain(`http://localhost:${port}/`);
    }
    const processes = await processesOf(given.workspace, given.ports);
    expect(processes).toHaveLength(4);
    expect(processes.every(isAlive)).toBe(true);

    running.end();
    await running.done;
    await untilGone(processes);
  });

  test('a part that does not go when asked is made to go', async () => {
    const given = await workspaceWith({ stubborn });
    const running = run(given, { start: 20_000, stop: 100 });
    await running.up();
    running.end();
    await running.done;
    const processes = await processesOf(given.workspace, given.ports);
    expect(processes).toHaveLength(2);
    await untilGone(processes);
  });

  test('a part that falls is named with its last lines, and takes the others with it', async () => {
    const given = await workspaceWith({ sound: server, broken: falling });
    const { done } = run(given);
    await expect(done).rejects.toThrow('broken: parou sozinho (código 3). As últimas linhas:\n');
    await expect(done).rejects.toThrow('  │ no such folder');
    await untilGone(await processesOf(given.workspace, given.ports));
  });

  test('a part that falls later is seen as well', async () => {
    const given = await workspaceWith({ sound: server, other: server });
    const running = run(given);
    await running.up();
    const processes = await processesOf(given.workspace, given.ports);
    process.kill(processes[0] ?? 0, 'SIGKILL');
    await expect(running.done).rejects.toThrow('sound: parou sozinho (sinal SIGKILL)');
    await untilGone(processes);
  });

  test('a part that never answers is given up', async () => {
    const given = await workspaceWith({ silent: 'setInterval(() => {}, 1000);' });
    await expect(run(given, { start: 300, stop: 10_000 }).done).rejects.toThrow(
      'silent: não respondeu em 0.3 s. Nada escreveu',
    );
  });

  test('a taken port is told before anything is started', async () => {
    const given = await workspaceWith({ first: server, second: server });
    const [, second] = given.ports.keys();
    const taken = await listening('127.0.0.1');
    if (second) given.ports.set(second, taken);
    const running = run(given);
    await expect(running.done).rejects.toThrow(
      `A porta ${taken} (second) já está em uso por outro programa.`,
    );
    expect(await processesOf(given.workspace, given.ports)).toEqual([]);
  });

  test('an empty workspace is told', async () => {
    await expect(run({ workspace: '.', ports: new Map() }).done).rejects.toThrow('ainda não tem nada');
  });
});

test('parts that are stopped while they come up are waited for no longer', async () => {
  const given = await workspaceWith({ silent });
  const supervisor = new Supervisor({
    ...given,
    environment: process.env,
    host: 'localhost',
    timeouts: { start: 600_000, stop: 10_000 },
    onReady: () => {},
    onLine: () => {},
  });
  const ready = supervisor.ready();
  const processes = () => processesOf(given.workspace, given.ports);
  await vi.waitUntil(async () => (await processes()).length === 2, { timeout: 20_000 });
  await supervisor.stop();
  await expect(ready).resolves.toBeUndefined();
  await untilGone(await processes());
});
