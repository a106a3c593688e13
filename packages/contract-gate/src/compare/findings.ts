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
  unshown?: Finding['unshown'];
  source?: Source;
}

/** A finding that may still meet others. */
interface Told {
  finding: Omit<Finding, 'operations' | 'source'>;
  operations: Set<string>;
  /** Marked as inferred itself. */
  isMarked: boolean;
  /** Whether the product's page promises it: to everybody, or in one of the operations. */
  isDocumented: boolean;
}

const order: Verdict[] = ['breaking', 'risky', 'safe'];

/** Collects what is found; the same change met on several ways is one finding, judged by the worst of them. */
export class Findings {
  readonly #base: DocumentFiles;
  readonly #revision: DocumentFiles;
  readonly #found = new Map<string, Told>();

  constructor(base: DocumentFiles, revision: DocumentFiles) {
    this.#base = base;
    this.#revision = revision;
  }

  add(met: readonly Met[], report: Report): void {
    const { rule, verdict, message, base, revision, witness, unshown } = report;
    const before = written('before' in report ? report.before : base && this.#base.at(base));
    const after = written('after' in report ? report.after : revision && this.#revision.at(revision));
    const at = revision
      ? `${this.#revision.shown(revision.file)}${revision.pointer}`
      : base
        ? `${this.#base.shown(base.file)}${base.pointer}`
        : '';
    const id = [rule, base && key(base), revision && key(revision), before, after].join(' ');
    const known = this.#found.get(id);
    const isMarked = report.source === 'inferred';
    const told: Told = known ?? {
      finding: { rule, verdict, message, at, before, after },
      operations: new Set(),
      isMarked,
      isDocumented: !isMarked && met.length === 0,
    };
    this.#found.set(id, told);
    if (!known || isWorse(report, told.finding)) {
      told.finding = {
        rule,
        verdict,
        message,
        at,
        before,
        after,
        ...(base && { base: this.#base.place(base) }),
        ...(revision && { revision: this.#revision.place(revision) }),
        ...(witness && { witness }),
        ...(unshown && { unshown }),
      };
    }
    for (const { name, source } of met) {
      told.operations.add(name);
      if (source === 'documented' && !told.isMarked) told.isDocumented = true;
    }
  }

  all(): Finding[] {
    return [...this.#found.values()]
      .map(({ finding, operations, isDocumented }) => ({
        ...finding,
        operations: [...operations].toSorted(),
        source: isDocumented ? ('documented' as const) : ('inferred' as const),
      }))
      .toSorted(
        (a, b) =>
          order.indexOf(a.verdict) - order.indexOf(b.verdict) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
      );
  }
}

function isWorse(a: Report, b: Told['finding']): boolean {
  const [x, y] = [order.indexOf(a.verdict), order.indexOf(b.verdict)];
  return x < y || (x === y && a.witness !== undefined && b.witness === undefined);
}
