import { createHash } from 'node:crypto';

const digits = 12;

/** A short digest of all that a document says, in whatever order it says it. */
export function digestOf(document: object): string {
  const text = JSON.stringify(document, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? ordered(value) : value,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

function ordered(value: object): object {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
