import type { AllowEntry } from './allow.ts';
import type { Finding } from './change.ts';
import { Comparison } from './compare/comparison.ts';
import { compareExtensions } from './compare/extensions.ts';
import { compareOperations } from './compare/operations.ts';
import { compareSharedAnswers } from './compare/shared-answers.ts';
import { DocumentFiles } from './document/files.ts';
import { checkReferences } from './document/references.ts';

/** A document by its root file, and the folder that its places are told relative to. */
export interface DocumentRoot {
  root: string;
  folder: string;
}

export interface Judgement {
  findings: Finding[];
  versions: { base: string; revision: string };
  /** Whether info.version rose by its first number, which lets every change pass. */
  majorBump: boolean;
  /** Allow-file entries that match no change: to be deleted, before they let one return unseen. */
  unused: AllowEntry[];
  passes: boolean;
}

/**
 * Compares two documents. A breaking change fails, whoever promised the thing, unless info.version has a new first number or an entry of
 * the allow-file names that very change. An entry that matches no change fails as well.
 * @throws GateError when a document cannot be read.
 */
export function judge(older: DocumentRoot, newer: DocumentRoot, allow: readonly AllowEntry[]): Judgement {
  const revision = new DocumentFiles(newer.root, newer.folder);
  const base = older.root === newer.root ? revision : new DocumentFiles(older.root, older.folder);
  for (const files of new Set([base, revision])) checkReferences(files);
  const findings = base === revision ? [] : differences(base, revision);
  const used = new Set<AllowEntry>();
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

function differences(base: DocumentFiles, revision: DocumentFiles): Finding[] {
  const comparison = new Comparison(base, revision);
  compareOperations(comparison);
  compareSharedAnswers(comparison);
  compareExtensions(comparison);
  return comparison.findings.all();
}

function versionOf(files: DocumentFiles): string {
  const { version } = files.record({ file: files.root, pointer: '#/info' });
  return typeof version === 'string' || typeof version === 'number' ? String(version) : '0';
}

function firstNumber(version: string): number {
  return Number.parseInt(version.replace(/^v/i, ''), 10) || 0;
}
