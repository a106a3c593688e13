import MiniSearch, { type SearchResult } from 'minisearch';

/** One thing that can be found. The names are short because the file is fetched. */
export interface Entry {
  /** Title. */
  t: string;
  /** Where it belongs: a tag, a guide. */
  s: string;
  /** Address within the edition, without a slash at the start. */
  u: string;
  /** Names that it goes by: path, fields, codes, scopes, the words of readers. */
  k: string;
  /** Prose, of which the excerpt is taken. */
  x: string;
}

export interface RankedEntry extends Entry {
  /** What stands around the first hit in the prose, in parts; those of odd number are hits. */
  excerpt: string[];
}

/** What the search file holds: what can be found, and for a word of readers the words that the pages use for it. */
export interface SearchFile {
  entries: Entry[];
  synonyms: Record<string, string[]>;
}

/** Makes a search of it: every word of a query counts, in spite of case, accents and a slip; best first. */
export function searcher({
  entries,
  synonyms,
}: SearchFile): (query: string, limit?: number) => RankedEntry[] {
  const index = new MiniSearch<Entry & { id: number }>({
    fields: ['t', 's', 'k', 'x'],
    processTerm: (term) => fold(term) || null,
    searchOptions: {
      boost: { t: 6, k: 3, s: 1.5 },
      // A digit of a status must not be taken for another one.
      fuzzy: (term) => (term.length < 4 || /\d/.test(term) ? false : 0.25),
      prefix: (term) => term.length > 1,
      weights: { fuzzy: 0.25, prefix: 0.6 },
    },
  });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  return (query, limit = 12) => {
    const words = query.split(/[\s,;:?!]+/).filter(Boolean);
    if (words.length === 0) return [];
    const queries = words.map((word) => ({
      combineWith: 'OR' as const,
      queries: [
        word,
        ...(synonyms[fold(word)] ?? []).map((other) => ({
          queries: other.split(' '),
          combineWith: 'AND' as const,
        })),
      ],
    }));
    return index
      .search({ combineWith: 'AND', queries })
      .slice(0, limit)
      .flatMap((result) => {
        const entry = entries[result.id as number];
        return entry ? [{ ...entry, excerpt: excerptOf(entry.x, result) }] : [];
      });
  };
}

/** Without regard to case and accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function excerptOf(text: string, { match }: SearchResult): string[] {
  const hits = Object.keys(match).filter((term) => match[term]?.includes('x'));
  // Folded text is as long as the composed one, so that a place in it is a place in the text.
  const composed = text.normalize('NFC');
  const folded = Array.from(composed)
    .map((letter) => fold(letter).slice(0, letter.length).padEnd(letter.length, ' '))
    .join('');
  const places = hits
    .flatMap((hit) => {
      const at = wordStart(folded, hit);
      return at < 0 ? [] : [{ at, end: at + hit.length }];
    })
    .toSorted((a, b) => a.at - b.at);
  const first = places[0];
  if (!first) return [shorten(composed, 0)];
  const from = first.at < 60 ? 0 : composed.indexOf(' ', first.at - 50) + 1;
  const parts: string[] = [];
  let done = from;
  for (const { at, end } of places.filter((place) => place.at < from + 150)) {
    if (at < done) continue;
    parts.push((done === from && from > 0 ? '… ' : '') + composed.slice(done, at), composed.slice(at, end));
    done = end;
  }
  return [...parts, shorten(composed, done, from + 160)];
}

function wordStart(text: string, word: string): number {
  let at = text.indexOf(word);
  while (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) at = text.indexOf(word, at + 1);
  return at;
}

function shorten(text: string, from: number, to = 160): string {
  if (text.length <= to) return text.slice(from);
  const end = text.lastIndexOf(' ', to);
  return `${text.slice(from, end > from ? end : Math.max(to, from))} …`;
}
