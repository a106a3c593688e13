import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairsOf, type Edition, readOverlay, sharedOverlay, spec } from './editions.ts';
import { judgeOverlay } from './judge.ts';
import { judgeSeen, type Seen } from './seen.ts';
import { commonEntries, judgeShared } from './shared.ts';

export const seenFile = new URL('./seen.json', import.meta.url);

/** What is wrong with the English of spec/, a sentence each, beginning with the file that is to be corrected. */
export function overlayFaults(editions: readonly Edition[]): string[] {
  const shared = readOverlay(sharedOverlay);
  const faults = editions.flatMap(({ document, original, overlay }) => {
    const own = readOverlay(overlay);
    const common = editions
      .filter((other) => other.document !== document)
      .flatMap((other) => commonEntries(original, other.original));
    return [
      ...judgeOverlay(original, { actions: [...shared.actions, ...own.actions] }),
      ...judgeShared(original, own, common),
    ].map((fault) => {
      const isCommon = common.some((entry) => fault.startsWith(`${entry}/`));
      return `${placeOf(fault, isCommon ? [sharedOverlay] : [overlay, sharedOverlay])} ${fault}`;
    });
  });
  return [...new Set([...faults, ...judgeSeen(pairsOf(editions), readSeen())])];
}

export function readSeen(): Seen {
  return JSON.parse(readFileSync(seenFile, 'utf8')) as Seen;
}

/** The line of the action that a fault begins with; the first file where it speaks of none. */
function placeOf(fault: string, overlays: readonly [string, ...string[]]): string {
  for (const overlay of overlays) {
    const lines = readFileSync(join(spec, overlay), 'utf8').split('\n');
    const line = lines.findIndex(
      (text) => text.startsWith('  - target: ') && fault.startsWith(`${text.slice('  - target: '.length)}: `),
    );
    if (line >= 0) return `spec/${overlay}:${line + 1}:3`;
  }
  return `spec/${overlays[0]}`;
}
