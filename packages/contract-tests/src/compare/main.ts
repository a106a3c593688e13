import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { greet } from '../target/greet.ts';
import { openReceiver } from '../target/receiver.ts';
import { paced } from '../target/paced.ts';
import { createSender } from '../target/send.ts';
import { TargetError } from '../target/target-error.ts';
import { openConsole } from '../target/worlds.ts';
import { compare } from './compare.ts';
import { help, readCompareOptions, type SideOptions } from './options.ts';
import { comparisonText } from './report.ts';
import { openComparedServer, type ComparedServer } from './compared-server.ts';

/** Where endpoints point when a side may be a server that delivers to public addresses alone. */
const publicReceiver = 'https://93.184.215.14/prova';

const say = (text: string): boolean => process.stdout.write(text);

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof TargetError)) throw error;
  process.stderr.write(`contract compare: ${error.message}\n`);
  return 2;
});

async function main(args: string[]): Promise<number> {
  const options = readCompareOptions(args, () => randomInt(2 ** 31));
  if (options === 'help') return say(help) ? 0 : 0;
  const ends: (() => unknown)[] = [];
  try {
    const sides = [open(options.sides[0], ends), open(options.sides[1], ends)] as const;
    for (const [index, { target, key }] of options.sides.entries()) {
      await greet((request) => (sides[index] as ComparedServer).send(request), target, key);
    }
    const receiver = await openReceiver();
    ends.push(() => receiver.close());
    const local = sides.every(({ fresh, stateless }) => fresh || stateless);
    const result = await compare(sides, {
      ...options,
      receiver: local ? receiver.url : publicReceiver,
      pause: () => sleep(2),
    });
    say(comparisonText(sides, result, options.seed));
    return result.found ? 1 : 0;
  } finally {
    for (const end of ends) await end();
  }
}

/** Opens a side; what must be closed afterwards goes to `ends`. */
function open({ target, key, console, stateless }: SideOptions, ends: (() => unknown)[]): ComparedServer {
  const sender = createSender(target);
  ends.push(() => sender.close());
  const worlds = console && openConsole(console.base, console.token);
  if (worlds) ends.push(() => worlds.close());
  const tell = (seconds: number): boolean =>
    say(`… the rate limit of ${target.origin} is reached; waiting ${seconds} s for the next window\n`);
  const send = worlds || stateless ? sender.send : paced(sender.send, { sleep, tell });
  return openComparedServer({ name: target.origin, key, worlds, stateless, send, now: Date.now });
}
