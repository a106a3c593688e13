/** One thing that can be found: title, where it belongs, address, further words. */
export interface Entry {
  t: string;
  s: string;
  u: string;
  w: string;
}

/** The entries that have every word of the query, best first: titles before other words, beginnings before middles. */
export function rank(entries: Entry[], query: string, limit = 12): Entry[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return entries
    .map((entry, at) => ({ entry, at, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

/** Without regard to case and accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function scoreOf(entry: Entry, words: string[]): number {
  const title = fold(entry.t);
  const rest = fold(`${entry.s} ${entry.w}`);
  let score = 0;
  for (const word of words) {
    if (title.startsWith(word)) score += 8;
    else if (beginsIn(title, word)) score += 6;
    else if (title.includes(word)) score += 4;
    else if (beginsIn(rest, word)) score += 2;
    else if (rest.includes(word)) score += 1;
    else return 0;
  }
  return score;
}

function beginsIn(text: string, word: string): boolean {
  let at = text.indexOf(word);
  while (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) at = text.indexOf(word, at + 1);
  return at >= 0;
}
