import { once } from 'node:events';
import pino from 'pino';
import { systemClock } from '../clock.ts';
import { announce } from './announce.ts';
import { explained } from './explained.ts';
import { run } from './run.ts';
import { readSettings } from './settings.ts';
import { usage } from './usage.ts';

const args = process.argv.slice(2);

try {
  if (args.includes('--help')) console.log(usage);
  else await serve();
} catch (error) {
  console.error(explained(error));
  process.exitCode = 1;
}

async function serve(): Promise<void> {
  const settings = readSettings(process.env, args, process.cwd());
  const log = pino({ level: settings.logLevel });
  const running = await run(settings, { clock: systemClock, log });
  announce(settings, running);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await running.close();
}
