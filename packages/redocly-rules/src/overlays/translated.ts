/**
 * `translated`: shows each text whose Portuguese changed, beside the English that was not looked at since.
 * `translated KEY…` or `translated --all` writes down that they were looked at. Texts that are new, with the English written
 * for them, and texts that are gone are written down by themselves.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { documents, pairsOf, readEdition } from './editions.ts';
import { readSeen, seenFile } from './problems.ts';
import { compare, digest } from './seen.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false } },
});
const pairs = pairsOf(await Promise.all(documents.map(readEdition)));
const seen = readSeen();
const { stale, unseen, gone } = compare(pairs, seen);

const unknown = positionals.filter((key) => !stale.some((pair) => pair.key === key));
for (const key of unknown) console.error(`"${key}" is no text that changed.`);

const left = stale.filter(({ key }) => !values.all && !positionals.includes(key));
const now = Object.fromEntries(
  pairs.map(({ key, portuguese }) => [
    key,
    left.some((one) => one.key === key) ? seen[key] : digest(portuguese),
  ]),
);
writeFileSync(seenFile, `${JSON.stringify(now, null, 2)}\n`);
for (const { key, portuguese, english } of left) {
  console.log(`"${key}"\n\n${portuguese.trim()}\n\n${english.trim()}\n\n---\n`);
}
console.log(
  `${unseen.length} new, ${gone.length} gone, ${stale.length - left.length} looked at, ${left.length} to look at.`,
);
process.exitCode = left.length + unknown.length > 0 ? 1 : 0;
