/** `pnpm mock`: serves the public contract as a mock. See usage() for its options. */
import { randomUUID } from 'node:crypto';
import { enableCompileCache } from 'node:module';
import { ContractError } from '@atteny/contract/reading';
import { callersWarning, ListenError } from '@atteny/request-reading';
import { jsonLog } from './log/json-log.ts';
import { textLog } from './log/text-log.ts';
import { OptionError, optionsFrom, usage } from './options.ts';
import { startMock } from './start.ts';

// Compiled code, by the content of its source: it can never be stale.
enableCompileCache();

try {
  await run();
} catch (error) {
  if (!(error instanceof OptionError || error instanceof ListenError || error instanceof ContractError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2), process.env, process.cwd());
  if (options.help) {
    console.log(usage());
    return;
  }
  const { stdout } = process;
  const output = {
    write: (text: string) => stdout.write(text),
    colours: stdout.isTTY && stdout.hasColors(process.env),
  };
  const log = (options.json ? jsonLog : textLog)(output, Date.now, options);
  const mock = await startMock({
    ...options,
    log,
    now: Date.now,
    newId: () => randomUUID().replaceAll('-', ''),
  });
  log.notice(`Mock no ar: ${mock.url}`, { url: mock.url });
  const warning = callersWarning(options.allowedCallers);
  if (warning !== undefined) log.notice(warning);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void mock.close(1000));
  }
}
