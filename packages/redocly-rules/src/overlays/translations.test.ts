import type { JsonValue } from 'jsonpath-rfc9535';
import { describe, expect, test } from 'vitest';
import { redoclyLint } from '../testing/redocly-lint.ts';
import { documents, pairsOf, readEdition, sharedOverlay, spec } from './editions.ts';
import { overlayProblems } from './problems.ts';
import { isName } from './overlay.ts';
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

test('every text has one English, said in one place and looked at since its Portuguese changed', () => {
  expect(pairsOf(editions).length).toBeGreaterThan(1000);
  expect(overlayProblems(editions)).toEqual([]);
});

describe.each(editions)('the English edition of $document', ({ original, english, overlay }) => {
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
