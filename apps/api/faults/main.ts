import { createInterface } from 'node:readline';
import { basePath, consoleBasePath } from '@atteny/contract';
import pino from 'pino';
import { systemClock } from '../src/clock.ts';
import { demoKey } from '../src/demo/seed.ts';
import { run } from '../src/start/run.ts';
import { sandboxInMemory } from '../src/start/settings.ts';
import { faults } from './all.ts';
import { faultyGuardedClient } from './guarded-client.ts';
import { together, type Fault } from './fault.ts';
import { layer } from './layer.ts';

// A sandbox in memory whose faults are switched by lines on standard input: the name of one, of several with ` + ` between
// them, or an empty line for none.
// It tells what it is, then `on <name>` after every switch, each as a line of JSON. It ends with its standard input.
let current: Fault | undefined;

const log = pino({ level: 'silent' });
const running = await run(sandboxInMemory, {
  clock: systemClock,
  log,
  layers: {
    app: (app) => layer(app, () => current),
    guardedClient: (guardedClient) => faultyGuardedClient(guardedClient, () => current),
    random: () => (current?.random ?? Math.random)(),
  },
});

const say = (line: unknown): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
const origin = `http://127.0.0.1:${running.port}`;
say({
  target: origin + basePath,
  key: demoKey,
  console: origin + consoleBasePath,
  consoleToken: running.consoleToken,
  faults: faults.map(({ name, check }) => ({ name, check })),
});

for await (const line of createInterface({ input: process.stdin })) {
  const found = line.split(' + ').flatMap((each) => faults.find(({ name }) => name === each) ?? []);
  current = found.length === 0 ? undefined : together(found);
  current?.begin?.();
  say({ on: current?.name ?? null });
}
await running.close();
