/** `node scripts/src/ci/main.ts <log…>`: prints what the test runs in the logs add up to. */
import { readFile } from 'node:fs/promises';
import { closingLine, sum, tallyOf } from './tally.ts';

const logs = await Promise.all(process.argv.slice(2).map((file) => readFile(file, 'utf8').catch(() => '')));
console.log(closingLine(sum(logs.map(tallyOf))));
