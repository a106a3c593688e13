import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from 'jsonpath-rfc9535';
import { type Overlay, pointer, translationsOf } from './overlay.ts';

type Mapping = Record<string, JsonValue>;

/** Pointers of the components and webhooks that two documents have alike. */
export function commonEntries(one: JsonValue, other: JsonValue): string[] {
  const [first, second] = [one, other].map(entriesOf);
  return [...(first ?? [])].flatMap(([at, entry]) => (isDeepStrictEqual(entry, second?.get(at)) ? [at] : []));
}

function entriesOf(document: JsonValue): Map<string, JsonValue> {
  const { components = {}, webhooks = {} } = document as Mapping;
  const sections = [
    ...Object.entries(components as Mapping).map(
      ([name, section]) => [['components', name], section] as const,
    ),
    [['webhooks'], webhooks] as const,
  ];
  return new Map(
    sections.flatMap(([path, section]) =>
      Object.entries(section as Mapping).map(([name, entry]) => [pointer([...path, name]), entry] as const),
    ),
  );
}

/**
 * What an overlay of one document says of an entry that another document has alike: it belongs into the overlay of both,
 * or the two editions grow apart. Each problem is one sentence.
 */
export function problemsOfShared(document: JsonValue, own: Overlay, common: readonly string[]): string[] {
  const problems = translationsOf(document, own).flatMap(({ target, at }) => {
    const entry = common.find((one) => at.startsWith(`${one}/`));
    return entry === undefined
      ? []
      : [`${target}: both documents have ${entry}: say its English once, in atteny/overlays/shared.en.yaml.`];
  });
  return [...new Set(problems)];
}
