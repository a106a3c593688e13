import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairsOf, type Edition, readOverlay, sharedOverlay, spec } from './editions.ts';
import { problemsOfOverlay } from './overlay.ts';
import { problemsOfSeen, type Seen } from './seen.ts';
import { commonEntries, problemsOfShared } from './shared.ts';

export const seenFile = new URL('./seen.json', import.meta.url);

/** What is wrong with the English of spec/, a sentence each, beginning with the file that is to be corrected. */
export function overlayProblems(editions: readonly Edition[]): string[] {
  const shared = readOverlay(sharedOverlay);
  const problems = editions.flatMap(({ document, original, overlay }) => {
    const own = readOverlay(overlay);
    const common = editions
      .filter((other) => other.document !== document)
      .flatMap((other) => commonEntries(original, other.original));
    return [
      ...problemsOfOverlay(original, { actions: [...shared.actions, ...own.actions] }),
      ...problemsOfShared(original, own, common),
    ].map((problem) => {
      const isCommon = common.some((entry) => problem.startsWith(`${entry}/`));
      return `${placeOf(problem, isCommon ? [sharedOverlay] : [overlay, sharedOverlay])} ${problem}`;
    });
  });
  return [...new Set([...problems, ...problemsOfSeen(pairsOf(editions), readSeen())])];
}

export function readSeen(): Seen {
  return JSON.parse(readFileSync(seenFile, 'utf8')) as Seen;
}

/** The line of the action that a problem begins with; the first file where it speaks of none. */
function placeOf(problem: string, overlays: readonly [string, ...string[]]): string {
  for (const overlay of overlays) {
    const lines = readFileSync(join(spec, overlay), 'utf8').split('\n');
    const line = lines.findIndex(
      (text) =>
        text.startsWith('  - target: ') && problem.startsWith(`${text.slice('  - target: '.length)}: `),
    );
    if (line >= 0) return `spec/${overlay}:${line + 1}:3`;
  }
  return `spec/${overlays[0]}`;
}
