import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from 'jsonpath-rfc9535';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { redoclyLint } from '../testing/redocly-lint.ts';
import { redocly } from '../testing/redocly.ts';
import { isName, judgeOverlay, type Overlay } from './judge.ts';
import { textsOf } from './texts.ts';

const spec = fileURLToPath(new URL('../../../../spec', import.meta.url));

async function bundle(document: string, ...options: string[]): Promise<JsonValue> {
  return JSON.parse(await redocly(['bundle', document, '--ext', 'json', ...options], spec)) as JsonValue;
}

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

const documents = readdirSync(spec).filter((name) => existsSync(join(spec, name, 'openapi.yaml')));

describe.each(documents)('the English edition of %s', async (document) => {
  const overlay = `${document}/overlays/en.yaml`;
  const original = await bundle(document);

  test('translates every text, and nothing but texts', () => {
    const content = parse(readFileSync(join(spec, overlay), 'utf8')) as Overlay;
    expect(judgeOverlay(original, content)).toEqual([]);
  });

  test('is applied whole by Redocly, which changes nothing else', async () => {
    const english = await bundle(document, '--overlay', overlay);
    expect(withoutTexts(english)).toEqual(withoutTexts(original));
    const texts = textsOf(original);
    const untouched = textsOf(english).filter(({ text }, index) => text === texts[index]?.text);
    expect(untouched.filter(({ text }) => !isName(text)).map(({ path }) => path.join('/'))).toEqual([]);
  });

  test('is a valid overlay', async () => {
    expect((await redoclyLint(spec, [overlay], 'redocly.yaml')).flat()).toEqual([]);
  });
});
