import { relative } from 'node:path';
import type { Finding, Place } from '../change.ts';
import type { Judgement } from '../judge.ts';

/** One document of the contract, judged, with what a report needs to name places as the reader knows them. */
export interface Subject {
  /** `atteny` or `console`. */
  document: string;
  judgement: Judgement;
  /** Folders that hold the older and the newer spec/, to shorten paths. */
  folders: { base: string; revision: string };
}

/** `spec/atteny/paths/me.yaml` of a place, whichever side it is on. */
export function repositoryPath(place: Place, folders: Subject['folders']): string {
  const from = place.file.startsWith(folders.base) ? folders.base : folders.revision;
  return relative(from, place.file).replaceAll('\\', '/');
}

/** Where to look: in the newer document when the thing is still there, else in the older one. */
export function placeOf(finding: Finding): Place | undefined {
  return finding.revision ?? finding.base;
}

/** Whom a finding meets, in words. */
export function audience({ operations, source }: Finding): string {
  const whom =
    operations.length === 0
      ? 'everybody'
      : operations.length > 6
        ? `${operations.length} operations, among them ${operations.slice(0, 3).join(', ')}`
        : operations.join(', ');
  return `${whom} (${source})`;
}

export const icon = { breaking: '✖', risky: '▲', safe: '·' } as const;

export function blocks(finding: Finding, judgement: Judgement): boolean {
  return finding.verdict === 'breaking' && !finding.allowed && !judgement.majorBump;
}

/** One closing sentence for a document. */
export function conclusion({ document, judgement }: Subject): string {
  const count = (verdict: Finding['verdict']): number =>
    judgement.findings.filter((finding) => finding.verdict === verdict).length;
  const counts = `${count('breaking')} breaking, ${count('risky')} risky, ${count('safe')} safe`;
  const version =
    judgement.versions.base === judgement.versions.revision
      ? `version ${judgement.versions.base}`
      : `version ${judgement.versions.base} → ${judgement.versions.revision}`;
  return `${document}: ${counts} (${version}): ${judgement.passes ? 'passes' : 'does not pass'}.`;
}
