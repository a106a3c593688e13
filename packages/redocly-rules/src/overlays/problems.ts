import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairsOf, type Edition, readOverlay, sharedOverlay, spec } from './editions.ts';
import { type Overlay, problemsOfOverlay, type Untranslated, untranslated } from './overlay.ts';
import { problemsOfSeen, type Seen } from './seen.ts';
import { commonEntries, problemsOfShared } from './shared.ts';

export const seenFile = new URL('./seen.json', import.meta.url);

/** What is wrong with the English of spec/, a sentence each, beginning with the file that is to be corrected. */
export function overlayProblems(editions: readonly Edition[]): string[] {
  const wrong = editions.flatMap(({ document, original, overlay }) => {
    const own = readOverlay(overlay);
    return [
      ...problemsOfOverlay(original, whole(own)),
      ...problemsOfShared(original, own, commonWith(editions, document)),
    ].map((problem) => `${placeOf(problem, [overlay, sharedOverlay])} ${problem}`);
  });
  const missing = missingEnglish(editions).map(
    ([overlay, actions]) =>
      `spec/${overlay} no English of ${actions.map(({ target }) => target).join(', ')}: \`pnpm translated\` writes them there.`,
  );
  const unseen = problemsOfSeen(pairsOf(editions), readSeen());
  // What is new is noted by the same command that writes what is missing.
  const looked = missing.length > 0 ? unseen.filter((problem) => !problem.includes('seen.json')) : unseen;
  return [...new Set([...wrong, ...missing, ...looked])];
}

/** What has no English yet, by the overlay that is to say it. */
export function missingEnglish(editions: readonly Edition[]): [overlay: string, actions: Untranslated[]][] {
  const missing = editions.flatMap(({ document, original, overlay }) => {
    const common = commonWith(editions, document);
    return untranslated(original, whole(readOverlay(overlay))).map((action) => {
      const isCommon = common.some((entry) => `${action.at}/`.startsWith(`${entry}/`));
      return { overlay: isCommon ? sharedOverlay : overlay, action };
    });
  });
  return [...Map.groupBy(missing, ({ overlay }) => overlay)].map(([overlay, each]) => [
    overlay,
    // Both documents lack what both have.
    [...new Map(each.map(({ action }) => [action.target, action])).values()],
  ]);
}

function whole(own: Overlay): Overlay {
  return { actions: [...readOverlay(sharedOverlay).actions, ...own.actions] };
}

function commonWith(editions: readonly Edition[], document: string): string[] {
  const original = editions.find((each) => each.document === document)?.original ?? null;
  return editions
    .filter((other) => other.document !== document)
    .flatMap((other) => commonEntries(original, other.original));
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
