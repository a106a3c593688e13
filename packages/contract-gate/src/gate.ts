import type { PlacedEntry } from './allow.ts';
import type { Finding } from './change.ts';
import { Comparison } from './compare/comparison.ts';
import { compareExtensions } from './compare/extensions.ts';
import { compareOperations } from './compare/operations.ts';
import { reportSightings } from './compare/schemas.ts';
import { compareSharedAnswers } from './compare/shared-answers.ts';
import { DocumentFiles } from './document/files.ts';
import type { SearchBudget } from './schema/witness.ts';
import { checkReferences } from './document/references.ts';

export interface GateResult {
  findings: Finding[];
  versions: { base: string; revision: string };
  /** Whether info.version rose by its first number, which lets every change pass. */
  majorBump: boolean;
  /** Allow-file entries that match no change: to be deleted, before they let one return unseen. */
  unused: PlacedEntry[];
  passes: boolean;
}

/**
 * Reads a document and every file that it reaches.
 * @param folder the folder that its places are told relative to
 * @throws GateError when it cannot be read, with file and line.
 */
export function readDocument(root: string, folder: string): DocumentFiles {
  const files = new DocumentFiles(root, folder);
  checkReferences(files);
  return files;
}

/**
 * Compares two documents. A breaking change fails, whoever promised the thing, unless info.version has a new first number or an entry of
 * the allow-file names that very change. An entry that matches no change fails as well.
 * @param budget how many values may be tried in search of a witness
 */
export function runGate(
  base: DocumentFiles,
  revision: DocumentFiles,
  allow: readonly PlacedEntry[],
  budget?: SearchBudget,
): GateResult {
  const findings = base === revision ? [] : differences(base, revision, budget);
  const used = new Set<PlacedEntry>();
  for (const finding of findings) {
    if (finding.verdict !== 'breaking') continue;
    const entry = allow.find(
      ({ at, before, after }) => at === finding.at && before === finding.before && after === finding.after,
    );
    if (!entry) continue;
    used.add(entry);
    const { kind, reason, expires, request } = entry;
    finding.allowed = { kind, reason, expires, ...(request !== undefined && { request }) };
  }
  const versions = { base: versionOf(base), revision: versionOf(revision) };
  const majorBump = firstNumber(versions.revision) > firstNumber(versions.base);
  const blocking = findings.some(({ verdict, allowed }) => verdict === 'breaking' && !allowed);
  const unused = allow.filter((entry) => !used.has(entry));
  return { findings, versions, majorBump, unused, passes: unused.length === 0 && (majorBump || !blocking) };
}

function differences(base: DocumentFiles, revision: DocumentFiles, budget?: SearchBudget): Finding[] {
  const comparison = new Comparison(base, revision, budget);
  compareOperations(comparison);
  compareSharedAnswers(comparison);
  compareExtensions(comparison);
  reportSightings(comparison);
  return comparison.findings.all();
}

function versionOf(files: DocumentFiles): string {
  const { version } = files.record({ file: files.root, pointer: '#/info' });
  return typeof version === 'string' || typeof version === 'number' ? String(version) : '0';
}

function firstNumber(version: string): number {
  return Number.parseInt(version.replace(/^v/i, ''), 10) || 0;
}
