/**
 * Gathers items that arrive while a write is under way, or within `gatherMs` of its beginning, into the next one: under load many
 * share one transaction, and a lone item is written at once. `add` resolves when its item is written, and rejects as its
 * write did.
 */
export function createBatch<Item>(
  write: (items: Item[]) => Promise<void>,
  { maximum, gatherMs }: { maximum: number; gatherMs: number },
) {
  interface Waiting {
    item: Item;
    resolve: () => void;
    reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let writing = false;
  let begun = -Infinity;

  async function run(): Promise<void> {
    writing = true;
    // Lets what ends in the same turn of the loop come along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const rest = begun + gatherMs - performance.now();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      begun = performance.now();
      const batch = waiting.slice(0, maximum);
      waiting = waiting.slice(maximum);
      try {
        await write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = false;
  }

  return {
    add: (item: Item): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!writing) void run();
      }),
  };
}
