/** Planted faults that the suite does not find, each with the reason why not. */
export const missed: Readonly<Record<string, string | undefined>> = {};
