import { webhookEvents } from '@atteny/contract';
import { flag, percentage, text, valuesOf } from '../arguments.ts';
import type { CheckContext } from '../checks/check.ts';
import { Ledger } from '../coverage/ledger.ts';
import { percent } from '../report/terminal.ts';
import { openContext } from '../target/context.ts';
import { TargetError } from '../target/target-error.ts';
import { startFaultyServer, type Greeting } from './faulty-server.ts';
import { hunt, type Find } from './hunt.ts';
import { missed as explained } from './missed.ts';
import { several } from './several.ts';

const help = `pnpm contract faults [options]

Plants faults in the reference server, one at a time, and tells which ones the suite finds: the test of the test. What it
tells of a fault has to be one finding.

  --only <text>     faults whose name contains this
  --floor <percent> share that must be found (default 95)
  --help            this text

Exit code: 0 enough were found, each as one, and the server without a fault passes, 1 not, 2 could not be judged.
`;

const command = [process.execPath, 'apps/api/faults/main.ts'];
const say = (line: string): boolean => process.stdout.write(line);

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof TargetError)) throw error;
  process.stderr.write(`contract faults: ${error.message}\n`);
  return 2;
});

async function main(args: string[]): Promise<number> {
  const values = valuesOf(args, { only: text, floor: text, help: flag });
  if (values.help) return say(help) ? 0 : 0;
  const floor = percentage('--floor', values.floor) ?? 95;
  const server = await startFaultyServer(command);
  try {
    const sound = await withContext(server.greeting, (context) => hunt(context));
    if (sound) {
      say(`✖ without any fault the suite finds ${sound.check}, ${sound.result}: ${sound.message}\n`);
      return 1;
    }
    say('✔ without any fault the suite finds nothing\n');
    const faults = server.greeting.faults.filter(({ name }) => name.includes(values.only ?? ''));
    const lost: string[] = [];
    const split: string[] = [];
    for (const { name, check } of faults) {
      await server.switchTo(name);
      const find = await withContext(server.greeting, (context) => hunt(context, check));
      await server.switchTo(null);
      say(
        find
          ? `✔ ${name}\n    ${find.check}, ${find.result}: ${find.message}${find.findings.length > 1 ? `\n    told as ${find.findings.length}: ${find.findings.join('; ')}` : ''}\n`
          : `✖ ${name}\n    not found${explained[name] === undefined ? '' : `: ${explained[name]}`}\n`,
      );
      if (!find) lost.push(name);
      if (find && find.findings.length > 1 && several[name] === undefined) split.push(name);
    }
    for (const name of split) {
      say(`✖ one fault, told as several, without a reason in src/faults/several.ts: ${name}\n`);
    }
    return Math.max(conclude(faults.length, lost, floor), split.length > 0 ? 1 : 0);
  } finally {
    await server.close();
  }
}

/** A context of its own for every fault, so that none inherits another's data. */
async function withContext(
  greeting: Greeting,
  use: (context: CheckContext) => Promise<Find | undefined>,
): Promise<Find | undefined> {
  let opened: Awaited<ReturnType<typeof openContext>>;
  try {
    opened = await openContext(
      {
        target: new URL(greeting.target),
        console: { base: new URL(greeting.console), token: greeting.consoleToken },
        key: greeting.key,
        stateless: false,
        seed: 1,
      },
      { ledger: new Ledger(webhookEvents), tell: () => undefined },
    );
  } catch (error) {
    // What cannot even be judged is noticed by the first request.
    if (!(error instanceof TargetError)) throw error;
    return { check: 'greeting', result: 'GET /me', message: error.message, findings: [error.message] };
  }
  try {
    return await use(opened.context);
  } finally {
    await opened.close();
  }
}

function conclude(all: number, lost: readonly string[], floor: number): number {
  const found = all - lost.length;
  say(`${found} of ${all} planted faults found (${percent(found, all)}; the floor is ${floor} %)\n`);
  const unexplained = lost.filter((name) => explained[name] === undefined);
  for (const name of unexplained) say(`✖ missed without an explanation in src/faults/missed.ts: ${name}\n`);
  return unexplained.length === 0 && (100 * found) / all >= floor ? 0 : 1;
}
