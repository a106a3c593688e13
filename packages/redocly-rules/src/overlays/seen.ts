import { createHash } from 'node:crypto';
import type { JsonValue, Path } from 'jsonpath-rfc9535';

/** A text in both languages, by a key that outlives a move in a list. */
export interface Pair {
  readonly key: string;
  readonly portuguese: string;
  readonly english: string;
}

/** Which Portuguese each English was last compared with: a digest by key. */
export type Seen = Readonly<Record<string, string>>;

/** A short digest of a text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

/** Pairs whose Portuguese is another than the one that was seen, those never seen, and keys that no text has any more. */
export function compare(
  pairs: readonly Pair[],
  seen: Seen,
): { stale: Pair[]; unseen: Pair[]; gone: string[] } {
  const keys = new Set(pairs.map(({ key }) => key));
  return {
    stale: pairs.filter(({ key, portuguese }) => key in seen && seen[key] !== digest(portuguese)),
    unseen: pairs.filter(({ key }) => !(key in seen)),
    gone: Object.keys(seen).filter((key) => !keys.has(key)),
  };
}

const command = 'pnpm translated';

/** Where the English of a key stands. */
function overlayOf(key: string): string {
  const [document = ''] = key.split(' ', 1);
  return `spec/${document === 'shared' ? 'atteny/overlays/shared.en.yaml' : `${document}/overlays/en.yaml`}`;
}

/** A text in both languages, with the file in which the English is to be corrected. */
export function shown({ key, portuguese, english }: Pair): string {
  return `${overlayOf(key)} "${key}"\n\n${portuguese.trim()}\n\n${english.trim()}\n\n---\n`;
}

/** What is to be done about an English whose Portuguese changed. Each problem is one sentence. */
export function problemsOfSeen(pairs: readonly Pair[], seen: Seen): string[] {
  const { stale, unseen, gone } = compare(pairs, seen);
  const rest = unseen.length + gone.length;
  return [
    ...stale.map(
      ({ key }) =>
        `${overlayOf(key)} ${key}: its Portuguese changed since the English was looked at: \`${command}\` shows both.`,
    ),
    ...(rest > 0
      ? [
          `packages/redocly-rules/src/overlays/seen.json ${rest} texts are new or gone: \`${command}\` writes that down.`,
        ]
      : []),
  ];
}

/** The path of a text with the names of list items in place of their numbers. */
export function keyOf(document: JsonValue, path: Path): string {
  let node: JsonValue | undefined = document;
  return path
    .map((step) => {
      node = (node as Record<string | number, JsonValue> | undefined)?.[step];
      const name = (node as { name?: JsonValue } | undefined)?.name;
      return typeof step === 'number' && typeof name === 'string' ? name : String(step);
    })
    .join(' ');
}
