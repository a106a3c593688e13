const accents = /\p{M}/gu;
const wordStart = /(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu;
const separator = '\n';

/** Text as search compares it: without case and accents. */
export function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(accents, '');
}

/** What is searched of a contact: its name and its number, parted by what no search can contain. */
export function searchText(name: string | null, phoneNumber: string): string {
  return folded(name ?? '') + separator + phoneNumber;
}

/** One or two characters that begin a word of the name, or the number with or without its plus. */
export function beginnings(name: string | null, phoneNumber: string): string[] {
  const text = folded(name ?? '');
  const starts = [...text.matchAll(wordStart)].map((match) => text.slice(match.index));
  const found = new Set<string>();
  for (const start of [...starts, phoneNumber, phoneNumber.slice(1)]) {
    const [first = '', second = ''] = start;
    found.add(first);
    found.add(first + second);
  }
  return [...found];
}

/** Whether a folded search is too short for parts and finds beginnings instead. */
export function isShort(text: string): boolean {
  return Array.from(text).length <= 2;
}
