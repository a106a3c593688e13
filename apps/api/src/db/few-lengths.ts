/**
 * The same items with the last one repeated, so that lists have few different lengths: a statement with a list has a text for each
 * of them, which is parsed and planned, and kept. For statements to which it does not matter that one comes twice.
 */
export function inFewLengths<Item>(items: readonly Item[]): Item[] {
  const length = 2 ** Math.ceil(Math.log2(Math.max(1, items.length)));
  return Array.from({ length }, (_, index) => items[Math.min(index, items.length - 1)] as Item);
}
