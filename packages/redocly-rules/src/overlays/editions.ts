import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from 'jsonpath-rfc9535';
import { parse } from 'yaml';
import { redocly } from '../redocly-command.ts';
import { type Overlay, pointer } from './overlay.ts';
import { keyOf, type Pair } from './seen.ts';
import { commonEntries } from './shared.ts';
import { textsOf } from './texts.ts';

export const spec = fileURLToPath(new URL('../../../../spec', import.meta.url));

/** What both documents have is translated here. */
export const sharedOverlay = 'atteny/overlays/shared.en.yaml';

/** The documents of spec/, each in a folder of this name. */
export const documents: readonly string[] = readdirSync(spec).filter((name) =>
  existsSync(join(spec, name, 'openapi.yaml')),
);

/** A document in both languages, bundled by the real Redocly. */
export interface Edition {
  readonly document: string;
  readonly original: JsonValue;
  readonly english: JsonValue;
  readonly overlay: string;
}

export async function readEdition(document: string): Promise<Edition> {
  const overlay = `${document}/overlays/en.yaml`;
  const [original, english] = await Promise.all([
    bundle(document),
    bundle(document, '--overlay', sharedOverlay, '--overlay', overlay),
  ]);
  return { document, original, english, overlay };
}

async function bundle(document: string, ...options: string[]): Promise<JsonValue> {
  return JSON.parse(await redocly(['bundle', document, '--ext', 'json', ...options], spec)) as JsonValue;
}

export function readOverlay(path: string): Overlay {
  return parse(readFileSync(join(spec, path), 'utf8')) as Overlay;
}

/** Every text of all editions with its English; what two documents have alike is there once, as `shared`. */
export function pairsOf(editions: readonly Edition[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { document, original, english } of editions) {
    const others = editions.filter((other) => other.document !== document);
    const common = others.flatMap((other) => commonEntries(original, other.original));
    const texts = textsOf(english);
    for (const [index, { path, text: portuguese }] of textsOf(original).entries()) {
      const isShared = common.some((entry) => pointer(path).startsWith(`${entry}/`));
      const key = `${isShared ? 'shared' : document} ${keyOf(original, path)}`;
      pairs.set(key, { key, portuguese, english: texts[index]?.text ?? '' });
    }
  }
  return [...pairs.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
