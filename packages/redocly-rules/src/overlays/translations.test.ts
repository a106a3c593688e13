import { readFileSync } from 'node:fs';
import type { JsonValue } from 'jsonpath-rfc9535';
import { describe, expect, test } from 'vitest';
import { redoclyLint } from '../testing/redocly-lint.ts';
import { documents, pairsOf, readEdition, readOverlay, sharedOverlay, spec } from './editions.ts';
import { isName, judgeOverlay } from './judge.ts';
import { judgeSeen, type Seen } from './seen.ts';
import { commonEntries, judgeShared } from './shared.ts';
import { textsOf } from './texts.ts';

/** The document with every text replaced by its path: what is left to differ is not a text. */
function withoutTexts(document: JsonValue): JsonValue {
  const copy = structuredClone(document);
  for (const { path } of textsOf(document)) {
    const parent = path
      .slice(0, -1)
      .reduce((node, key) => (node as Record<string | number, JsonValue>)[key] as JsonValue, copy);
    (parent as Record<string | number, JsonValue>)[path.at(-1) as string] = path.join('/');
  }
  return copy;
}

const editions = await Promise.all(documents.map(readEdition));
const shared = readOverlay(sharedOverlay);

describe.each(editions)('the English edition of $document', ({ document, original, english, overlay }) => {
  const own = readOverlay(overlay);

  test('translates every text, and nothing but texts', () => {
    expect(judgeOverlay(original, { actions: [...shared.actions, ...own.actions] })).toEqual([]);
  });

  test('leaves what another document has too to the overlay of both', () => {
    const others = editions.filter((other) => other.document !== document);
    const common = others.flatMap((other) => commonEntries(original, other.original));
    expect(common.length).toBeGreaterThan(0);
    expect(judgeShared(original, own, common)).toEqual([]);
  });

  test('is applied whole by Redocly, which changes nothing else', () => {
    expect(withoutTexts(english)).toEqual(withoutTexts(original));
    const texts = textsOf(original);
    const untouched = textsOf(english).filter(({ text }, index) => text === texts[index]?.text);
    expect(untouched.filter(({ text }) => !isName(text)).map(({ path }) => path.join('/'))).toEqual([]);
  });

  test('is made of valid overlays', async () => {
    expect((await redoclyLint(spec, [sharedOverlay, overlay], 'redocly.yaml')).flat()).toEqual([]);
  });
});

test('each English was looked at since its Portuguese changed', () => {
  const seen = JSON.parse(readFileSync(new URL('./seen.json', import.meta.url), 'utf8')) as Seen;
  expect(judgeSeen(pairsOf(editions), seen)).toEqual([]);
});
