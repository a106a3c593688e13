/**
 * `node scripts/src/ci/main.ts <log…> [--failed <log…>]`: prints why the failed steps failed, then what the test runs in all
 * logs add up to. CI keeps the end of what is printed, so the reasons stand there.
 */
import { readFile } from 'node:fs/promises';
import { excerptOf } from './excerpt.ts';
import { closingLine, sum, tallyOf } from './tally.ts';

const read = (file: string) => readFile(file, 'utf8').catch(() => '');
const [all = '', failed = ''] = process.argv.slice(2).join('\n').split('--failed');
const files = (list: string) => list.split('\n').filter(Boolean);

for (const log of await Promise.all(files(failed).map(read))) {
  console.log(`${excerptOf(log, { after: 4, most: 80 }).join('\n')}\n`);
}
const logs = await Promise.all(files(all).map(read));
console.log(closingLine(sum(logs.map(tallyOf))));
