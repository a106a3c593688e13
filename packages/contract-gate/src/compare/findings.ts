import { written } from '../allow.ts';
import type { Finding, Source, Verdict, Witness } from '../change.ts';
import { key, type DocumentFiles, type Location } from '../document/files.ts';

/** Whom a change meets. */
export interface Met {
  name: string;
  source: Source;
}

export interface Report {
  rule: string;
  verdict: Verdict;
  message: string;
  base?: Location | undefined;
  revision?: Location | undefined;
  /** What stood and stands there, where it is not simply the value at the place. */
  before?: unknown;
  after?: unknown;
  witness?: Witness | undefined;
  source?: Source;
}

/** Collects what is found; the same change met on several ways is one finding. */
export class Findings {
  readonly #base: DocumentFiles;
  readonly #revision: DocumentFiles;
  readonly #found = new Map<string, Finding>();

  constructor(base: DocumentFiles, revision: DocumentFiles) {
    this.#base = base;
    this.#revision = revision;
  }

  add(met: readonly Met[], report: Report): void {
    const { rule, verdict, message, base, revision, witness } = report;
    const before = written('before' in report ? report.before : base && this.#base.at(base));
    const after = written('after' in report ? report.after : revision && this.#revision.at(revision));
    const at = revision
      ? `${this.#revision.shown(revision.file)}${revision.pointer}`
      : base
        ? `${this.#base.shown(base.file)}${base.pointer}`
        : '';
    const inferred =
      report.source === 'inferred' || (met.length > 0 && met.every(({ source }) => source === 'inferred'));
    const source: Source = inferred ? 'inferred' : 'documented';
    const id = [rule, verdict, base && key(base), revision && key(revision), before, after].join(' ');
    const known = this.#found.get(id);
    if (known) {
      known.operations = [...new Set([...known.operations, ...met.map(({ name }) => name)])].toSorted();
      if (source === 'documented') known.source = source;
      if (!known.witness && witness) known.witness = witness;
      return;
    }
    this.#found.set(id, {
      rule,
      verdict,
      message,
      operations: [...new Set(met.map(({ name }) => name))].toSorted(),
      source,
      at,
      before,
      after,
      ...(base && { base: this.#base.place(base) }),
      ...(revision && { revision: this.#revision.place(revision) }),
      ...(witness && { witness }),
    });
  }

  all(): Finding[] {
    const order: Verdict[] = ['breaking', 'risky', 'safe'];
    return [...this.#found.values()].toSorted(
      (a, b) =>
        order.indexOf(a.verdict) - order.indexOf(b.verdict) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
    );
  }
}
