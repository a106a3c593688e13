/**
 * `translated`: writes what has no English at the end of its overlay, in Portuguese, to be put into English there: the lint asks
 * for it as long as it is not. Shows each text whose Portuguese changed, beside the English that was not looked at since.
 * `translated KEY…` or `translated --all` writes down that they were looked at. Texts that are new or gone are written down by
 * themselves.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { documents, pairsOf, readEdition, spec } from './editions.ts';
import { actionOf } from './overlay.ts';
import { missingEnglish, readSeen, seenFile } from './problems.ts';
import { compare, digest, shown } from './seen.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false } },
});
const editions = await Promise.all(documents.map(readEdition));
for (const [overlay, actions] of missingEnglish(editions)) {
  const text = stringify(actions.map(actionOf), { lineWidth: 0 })
    .trimEnd()
    .replaceAll(/^(?=.)/gm, '  ');
  appendFileSync(join(spec, overlay), `\n${text}\n`);
  console.log(`spec/${overlay}: ${actions.length} actions at its end are to be put into English.`);
}
const pairs = pairsOf(editions);
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
for (const pair of left) console.log(shown(pair));
console.log(
  `${unseen.length} new, ${gone.length} gone, ${stale.length - left.length} looked at, ${left.length} to look at.`,
);
if (left.length > 0) {
  console.log('Once the English says the same: `pnpm translated --all` notes that you looked at it.');
}
process.exitCode = left.length + unknown.length > 0 ? 1 : 0;
